"""A library of other initiatives."""
