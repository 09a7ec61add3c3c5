"""What is wrong with answers that were brought in, what helps, and what was read all the same: in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.core.network.reading import Fault, Read, Told, Wrong


@dataclass(frozen=True)
class Mend:
    """One thing to mend: where, what stands there, what is wrong and what helps."""

    where: str
    value: str
    says: str
    helps: str

    @property
    def whole(self) -> str:
        """All of it in one line."""
        return f"{self.where}: {self.says} {self.helps}" if self.where else f"{self.says} {self.helps}"


def mend(fault: Fault) -> Mend:
    """A fault in words."""
    says, helps = _SAID[fault.code]()
    if fault.code == Wrong.UNKNOWN and fault.nearest:
        helps = _("Did you mean “{name}”? Else bring it into the coalition first.").format(name=fault.nearest)
    parts = [_("row {n}").format(n=fault.row)] if fault.row else []
    parts += [_("column “{name}”").format(name=fault.column)] if fault.column else []
    return Mend(", ".join(parts), fault.value, says, helps)


_SAID = {
    Wrong.NO_ROWS: lambda: (_("There are no answers in it."), _("Paste the header and at least one row.")),
    Wrong.NO_COLUMNS: lambda: (
        _("It can’t be told who says it and about whom."), _("Give two columns: from and to."),
    ),
    Wrong.UNKNOWN: lambda: (
        _("No organisation here has this name."), _("Spell it as the coalition does, or bring it in first."),
    ),
    Wrong.SEVERAL: lambda: (
        _("More than one organisation has this name."), _("Use the name that only one of them has."),
    ),
    Wrong.MISSING: lambda: (_("Nobody is named who says it."), _("Write the organisation into the first column.")),
    Wrong.TWICE: lambda: (
        _("This organisation stands in the matrix twice."), _("Keep one row and one column for each."),
    ),
    Wrong.LEVEL: lambda: (
        _("This is no rung."), _("Write 0 to 5, or networking, coordination, cooperation, collaboration."),
    ),
    Wrong.RATING: lambda: (_("This is no rating."), _("Write a number from 1 (not at all) to 4 (very much).")),
    Wrong.YES_NO: lambda: (_("This is neither yes nor no."), _("Write yes or no, or leave it blank.")),
}  # fmt: skip


def told_in_words(read: Read) -> list[str]:
    """What was read all the same, and how."""
    return [_TOLD[what](n) for what, n in read.told.items() if n]


_TOLD = {
    Told.ITSELF: lambda n: ngettext(
        "{n} answer of an organisation about itself was left out.",
        "{n} answers of organisations about themselves were left out.", n,
    ).format(n=n),
    Told.CONTACT: lambda n: ngettext(
        "{n} frequency can’t be placed and counts as “at times”.",
        "{n} frequencies can’t be placed and count as “at times”.", n,
    ).format(n=n),
    Told.KIND: lambda n: ngettext(
        "{n} word for what is done together is not known and was left out.",
        "{n} words for what is done together are not known and were left out.", n,
    ).format(n=n),
    Told.AGAIN: lambda n: ngettext(
        "{n} answer repeats an earlier one; the closest counts.",
        "{n} answers repeat earlier ones; the closest counts.", n,
    ).format(n=n),
    Told.UNUSED: lambda n: ngettext("{n} column was not read.", "{n} columns were not read.", n).format(n=n),
}  # fmt: skip
