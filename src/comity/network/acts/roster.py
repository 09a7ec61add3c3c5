"""A roster comes in as one act: all of it or nothing; and within ten minutes it can go again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import require
from comity.coalitions.models import Coalition
from comity.core.roster.types import Roster
from comity.network.permissions import may_import
from comity.network.roster.decisions import Decisions
from comity.network.roster.here import all_here
from comity.network.roster.planning import TIE_STATE, Plan, plan

#: so many rows go to the database at a time
A_WRITE = 500


@act(
    "network.roster.imported",
    says=gettext_noop("entered a roster (organisations: {organisations}, people: {people}, ties: {ties})"),
)
def import_roster(
    roster: Roster, decisions: Decisions, *, by: Capacity, at: datetime, source: str = ""
) -> Changes[Coalition]:
    """Enter organisations with their memberships, people with their mandates, and ties. Coordinators only.

    roster: read against the organisations that are here. source: where ties come from that don't say so themselves.
    Raises ValidationError with every cell that can't be kept; then nothing is saved. Nobody is written to.
    """
    require(may_import(by, at=at))
    assert by.coalition is not None
    addresses = [person.email for person in roster.people if person.email]
    here = all_here(by.coalition, addresses, on=day_of(at))
    coalition = Coalition.objects.get(pk=by.coalition)
    made = plan(roster, decisions, here, coalition=coalition, at=at, source=source)
    if made.wrong:
        raise ValidationError([str(wrong) for wrong in made.wrong])
    if not made.things():
        raise ValidationError(_("All of this stands here already. There is nothing to enter."))
    save(made)
    return Changes(
        coalition, also=made.things(), words={"about": coalition.name},
        organisations=len(made.organisations), people=made.arriving, mandates=len(made.mandates),
        ties=len(made.ties) + len(made.changed_ties), before=made.before,
        said={tie.pk: tie.words for tie in (*made.ties, *made.changed_ties)},
    )  # fmt: skip


def save(made: Plan) -> None:
    """Write all rows of a plan, in the order in which they lean on each other."""
    _create(made.organisations)
    _change(made.filled, ["short", "sector", "base", "place", "people_count", "website", "words"])
    _create(made.memberships)
    _change(made.moved, ["state", "since_on"])
    _create(made.steps)
    _create(made.people)
    _create(made.addresses)
    _create(made.mandates)
    _create(made.ties)
    _change(made.changed_ties, [*TIE_STATE])


def _create(rows: Sequence[Any]) -> None:
    if rows:
        _all(rows).bulk_create(rows, A_WRITE)


def _change(rows: Sequence[Any], fields: list[str]) -> None:
    if rows:
        _all(rows).bulk_update(rows, fields, 200)


def _all(rows: Sequence[models.Model]) -> Any:
    return type(rows[0])._default_manager
