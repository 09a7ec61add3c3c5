"""The rulebook in force, and what it says about a matter: `ruling(...)` and `adopted(...)`."""

from comity.governing.rulebook.asking import ADOPT, adopted, adopts, ruling

__all__ = ["ADOPT", "adopted", "adopts", "ruling"]
