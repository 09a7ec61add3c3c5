"""The mission, and the drive for people outside to stand behind it."""
