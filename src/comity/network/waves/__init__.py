"""Waves: snapshots of who said what about whom, what they measure, and what changed between two."""
