"""Comity: founding, governing, running, measuring and closing a coalition of organisations."""

__version__ = "0.1.0"
