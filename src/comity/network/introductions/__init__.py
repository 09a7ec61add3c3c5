"""Introductions: who never met is brought together, meets, and notes it privately."""
