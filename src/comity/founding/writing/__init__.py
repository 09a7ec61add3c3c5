"""The founding texts: begun, written together, put to the vote, adopted."""
