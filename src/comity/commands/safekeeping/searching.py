"""Make the search anew from what the coalitions hold: after a move, as a process of its own on the new database."""

import os
from importlib import import_module
from typing import Any


def main() -> None:
    """Index every coalition; prints how many things can be found."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.settings")
    import_module("django").setup()
    import_module("comity.urls")
    print(f"The search was made anew: {rebuilt():,} things can be found.")


def rebuilt() -> int:
    """Every coalition of this install."""
    coalitions: Any = import_module("comity.coalitions.models").Coalition
    rebuild: Any = import_module("comity.base.search").rebuild
    return sum(rebuild(pk) for pk in coalitions.objects.values_list("pk", flat=True))


if __name__ == "__main__":
    main()
