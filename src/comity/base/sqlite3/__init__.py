"""SQLite as Django has it, with rows put in as many at a time as the library takes."""
