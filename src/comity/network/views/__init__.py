"""Pages about who works with whom."""
