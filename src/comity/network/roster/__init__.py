"""A roster on its way from a pasted list to organisations, people and ties of a coalition."""
