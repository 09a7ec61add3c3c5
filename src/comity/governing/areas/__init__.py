"""Who does what: areas of the common work against organisations, and what each is good at."""
