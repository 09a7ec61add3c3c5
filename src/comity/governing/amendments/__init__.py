"""Amendments to a proposal: made, answered, put to the vote before it."""
