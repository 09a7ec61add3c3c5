"""Rungs: what two organisations really do together, and the rung that follows from it."""
