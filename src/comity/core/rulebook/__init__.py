"""The rulebook of a coalition as data: which body decides what, how, by when; and the ground rules."""
