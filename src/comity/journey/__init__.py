"""Where the coalition stands on its way, read from the records of all wings: stages, steps and activities."""
