"""Calls of a coalition: for small help among its organisations."""
