"""Pages of tasks: the list and the board, one task, and what can be done with it."""
