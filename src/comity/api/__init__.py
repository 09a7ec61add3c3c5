"""The interface for other programs: the same reads and acts as the pages, in JSON."""
