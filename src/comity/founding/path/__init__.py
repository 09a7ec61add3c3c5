"""The way from an idea to a constituted coalition: one list of tasks for all founders, read from the records."""
