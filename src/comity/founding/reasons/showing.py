"""The page of reasons: each kind with its question, figure and entries, and what every member said."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from comity.base.clock import now
from comity.base.reasons import reasons_of
from comity.coalitions.permissions import coordinating
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.founding.models import Reaffirmation, ReasonKind
from comity.founding.reasons.permissions import dropping, naming, reaffirming
from comity.founding.reasons.queries import YEAR, figures_of, said_visible_to, visible_to


@dataclass(frozen=True)
class Asked:
    """What is asked of one kind, why it matters, and an example of an answer."""

    question: Any
    why: Any
    example: Any


ASKED: dict[ReasonKind, Asked] = {
    ReasonKind.NUMBERS: Asked(
        _("Why does it help that we are many?"), _("Who is heard, how far you reach, how much you can carry."),
        _("For example: together we speak for two thirds of the tenants."),
    ),
    ReasonKind.DIVERSITY: Asked(
        _("Why does it help that we are different?"), _("Who sees what others miss, who opens which doors."),
        _("For example: landlords listen to the bank, and the bank listens to the clinic."),
    ),
    ReasonKind.COMPETENCES: Asked(
        _("Which of our competences belong together?"), _("What each can do that the others would have to buy."),
        _("For example: one of us counts heads, one writes bids, one repairs heating."),
    ),
    ReasonKind.BENEFIT: Asked(
        _("What do we hope to gain?"), _("Something that none of you could reach alone."),
        _("For example: one intake for a family instead of four."),
    ),
    ReasonKind.DRAWBACK: Asked(
        _("What speaks against it?"), _("Each drawback with a measure against it."),
        _("For example: meetings cost small groups most. So we pay for child care."),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One entry, and whether the reader may take it out."""

    row: Any
    mine: bool


@dataclass(frozen=True)
class Group:
    """All entries of one kind, and the figure that stands behind them."""

    kind: ReasonKind
    asked: Asked
    figure: str
    entries: list[Entry]


@dataclass(frozen=True)
class Word:
    """What one member said: nothing yet, a word that holds, or one that is older than a year."""

    organisation: Any
    said: Any
    old: bool


def page(request: CoalitionRequest) -> dict[str, Any]:
    """What the page shows. Five queries."""
    standing, by, figures = request.standing, request.capacity, figures_of(request.coalition.pk)
    rows = list(visible_to(standing).filter(dropped_at=None))
    groups = [
        Group(kind, ASKED[kind], figures.behind(kind),
              [Entry(row, dropping(standing, by, row) is None) for row in rows if row.kind == kind])
        for kind in ReasonKind
    ]  # fmt: skip
    words = _words(request)
    return {
        "groups": groups, "words": words, "standing_by": sum(1 for one in words if _holds(one)),
        "silent": ", ".join(one.organisation.shown_name for one in words if one.said is None),
        "barred": naming(standing, by), "says": reaffirming(standing, by) is None, "any": bool(rows),
        "may_ask": coordinating(standing, at=now()) is None, "mine": next(
            (one for one in words if one.organisation.pk == by.organisation), None),
    }  # fmt: skip


def _words(request: CoalitionRequest) -> list[Word]:
    said = {row.organisation_id: row for row in said_visible_to(request.standing).filter(replaced_at=None)}
    since = now() - YEAR
    return [
        Word(one, said.get(one.pk), one.pk in said and said[one.pk].said_at <= since)
        for one in members_of(request.coalition.pk)
    ]


def _holds(word: Word) -> bool:
    return word.said is not None and word.said.stands and not word.old


def word_of(organisation: UUID) -> Reaffirmation | None:
    """What a member said last."""
    found: Reaffirmation | None = Reaffirmation.objects.filter(organisation=organisation, replaced_at=None).first()
    return found


def lines_of(request: CoalitionRequest) -> list[str]:
    """Why we work together, in lines."""
    return reasons_of(request.coalition.pk)
