"""Counting ballots: one file per method, exact fractions, and nothing but what is passed in."""
