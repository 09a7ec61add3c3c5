"""The pulse of trust: asked so that nobody can be found in it, and acted on when it falls."""
