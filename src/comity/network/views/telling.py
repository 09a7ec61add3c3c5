"""Words that several pages of this wing share."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.network.reports import Rule
from comity.network.models import Rung, Tie
from comity.network.queries.overview import CloseTie, Overview
from comity.network.queries.reading import read
from comity.network.saying import remark_in_words, rule_in_words


def first_remark(request: CoalitionRequest) -> str:
    """The most telling thing about the network as it stands, or nothing."""
    reading = read(request.standing, list(members_of(request.coalition.pk)), Rule.EITHER, 0)
    return next((remark_in_words(one, reading.names) for one in reading.remarks), "")


@dataclass(frozen=True)
class TieRow:
    """One tie as a line of a table."""

    one: str
    other: str
    rung: str
    who: str


def tie_rows(ties: Iterable[CloseTie]) -> list[TieRow]:
    """Ties in words."""
    return [
        TieRow(
            tie.one, tie.other, rung_in_words(tie.level), who_says(tie, tie.first_name, tie.second_name, done=tie.done)
        )
        for tie in ties
    ]


def rung_in_words(level: int) -> str:
    """A rung; 0 of a tie means that the two are in contact, and no more is said."""
    return str(Rung(level).label) if level else _("In contact")


def who_says(tie: Tie | CloseTie, first: str, second: str, *, done: bool) -> str:
    """Who says that there is this tie. done: it rests on what the two did together."""
    if done:
        return _("What they did together")
    least = 0 if tie.in_contact else 1
    own = [word is not None and word >= least for word in (tie.first_says, tie.second_says)]
    if all(own):
        return _("Both")
    if not any(own):
        return _("A list")
    name = first if own[0] else second
    silent = tie.second_says if own[0] else tie.first_says
    if tie.list_says is not None and silent is None:
        return _("{name} and a list").format(name=name)
    return _("Only {name}").format(name=name)


def about(overview: Overview, day: str) -> str:
    """The fine print of every figure: rule, response, day."""
    said = [rule_in_words(overview.rule, given=overview.given)]
    if overview.rung:
        said.append(_("From the rung “{rung}” up.").format(rung=Rung(overview.rung).label))
    elif overview.contact:
        said.append(_("Contact alone counts too."))
    if not overview.given:
        said.append(_("{n} of {all} answered.").format(n=overview.answered, all=overview.everyone))
    return " ".join([*said, _("{day}.").format(day=day)])
