"""Whom we reach together, whom to add, who introduces us, how mixed we are, and which values we share."""
