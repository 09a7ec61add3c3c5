"""What answers look like: one shape per thing, filled from its row. Field names are the coalition's words."""
