"""Due diligence on a prospect and the message to it; for the committee alone."""
