"""What a check found."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Finding:
    """One fact: whether it is good, what was found, and how to mend it (empty when good).

    grave: Comity can't work so, or could lose data. check: the name of the check that found it.
    """

    ok: bool
    what: str
    mend: str = ""
    grave: bool = False
    check: str = ""

    def of(self, check: str) -> "Finding":
        """The same, with the name of its check."""
        return replace(self, check=check)


def weighed(ok: bool, what: str, mend: str, *, grave: bool = False) -> Finding:
    """A finding whose mend is said only where it is needed."""
    return Finding(ok, what, "" if ok else mend, grave=grave and not ok)
