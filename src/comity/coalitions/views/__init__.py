"""The pages of a coalition's members, people and bodies."""
