"""Open calls to everybody, and what came in."""
