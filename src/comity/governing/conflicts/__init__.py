"""Conflicts: the way agreed beforehand, who may know of a case, what is done in it, and by the clock."""
