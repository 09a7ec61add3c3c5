"""Taking back an imported roster: nothing is deleted; what came in has left, what was changed is as it was."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.models import Entry, EntryThing
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, Refused, require
from comity.coalitions.acts.parting import end_of_seat
from comity.coalitions.models import Coalition, Mandate, Membership, MembershipChange, MembershipState, Seat
from comity.network.models import Tie
from comity.network.permissions import may_import
from comity.people.models import Organisation

BACK = "network.roster.taken_back"
A_WRITE = 200
WORDS = ("first_says", "second_says", "list_says")
#: what the search asks of rows, read along with them
JOINED = {
    Membership: ("organisation", "coalition"),
    Mandate: ("person", "organisation", "body", "coalition"),
    Tie: ("first", "second"),
}


@act(BACK, says=gettext_noop("took back a roster (organisations: {organisations}, people: {people}, ties: {ties})"))
def take_roster_back(entry: Entry, *, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Undo an import. New organisations have left, their mandates never held, their ties have ended.

    What was said or done since by others stays: a tie of which a side has spoken for itself keeps that word.
    Addresses of people stay known; without a mandate they see nothing.
    """
    require(may_import(by, at=at))
    if entry.chain != by.coalition:
        raise Refused(Reason(_("This belongs to another coalition."), bar=Bar.HIDDEN))
    if EntryThing.objects.filter(thing=entry.pk, entry__act=BACK).exists():
        raise Refused(Reason(_("This was taken back already."), bar=Bar.NOT_NOW))
    back = _Back(entry, at)
    ties, members = back.ties(), back.memberships()
    mandates = back.mandates()
    rows: list[Any] = [*ties, *members, *back.steps(members), *mandates, *back.organisations()]
    rows += back.seats(members)
    coalition = Coalition.objects.get(pk=by.coalition)
    words = {"about": coalition.name}
    return Changes(
        coalition, also=[*rows, entry], words=words, of=entry.pk, organisations=len(members),
        people=len({mandate.person_id for mandate in mandates}), ties=len(ties),
    )  # fmt: skip


class _Back:
    """The rows an import touched, as its entry tells them."""

    def __init__(self, entry: Entry, at: datetime) -> None:
        told = json.loads(entry.text)
        self.coalition, self.at, self.today = entry.chain, at, day_of(at)
        self.before: dict[str, dict[str, dict[str, Any]]] = told["facts"]["before"]
        self.said: dict[str, list[int | None]] = told["facts"]["said"]
        self.touched: dict[str, list[str]] = {}
        for label, thing in told["things"]:
            self.touched.setdefault(label, []).append(thing)

    def _rows(self, model: Any) -> list[Any]:
        """All rows of that model that the import touched."""
        ids = self.touched.get(model._meta.label_lower, [])
        chunks = (ids[at : at + 500] for at in range(0, len(ids), 500))
        related = JOINED.get(model, ())
        return [
            row
            for chunk in chunks
            for row in model._default_manager.filter(pk__in=chunk).select_related(*related).order_by("pk")
        ]

    def _was(self, row: models.Model) -> dict[str, Any] | None:
        return self.before.get(row._meta.label_lower, {}).get(str(row.pk))

    def ties(self) -> list[Tie]:
        """Of each tie the words that came in by the roster and that nobody has changed since."""
        changed = []
        for tie in self._rows(Tie):
            said = dict(zip(WORDS, self.said[str(tie.pk)], strict=True))
            was = self._was(tie) or {**dict.fromkeys(WORDS), "contact": "", "ended_on": self.today.isoformat()}
            since = {name: getattr(tie, name) for name in WORDS if getattr(tie, name) != said[name]}
            _restore(tie, {**was, **since})
            tie.ended_on = None if any(since.values()) else tie.ended_on
            changed.append(tie)
        fields = ["list_says", "first_says", "second_says", "contact", "source", "said_on", "ended_on"]
        return _write(changed, fields)

    def memberships(self) -> list[Membership]:
        changed = []
        for membership in self._rows(Membership):
            was = self._was(membership)
            state = was["state"] if was else MembershipState.LEFT
            if membership.state != state:
                membership.state = state
                membership.since_on = date.fromisoformat(was["since_on"]) if was else self.today
                changed.append(membership)
        return _write(changed, ["state", "since_on"])

    def steps(self, members: Iterable[Membership]) -> list[MembershipChange]:
        made = [
            MembershipChange(
                coalition_id=self.coalition, membership=m, state=m.state, on=self.today, reason=_("Roster taken back")
            )
            for m in members
        ]
        return list(MembershipChange.objects.bulk_create(made, A_WRITE))

    def mandates(self) -> list[Mandate]:
        """They never held: each ends the day before it began."""
        yesterday = self.today - timedelta(days=1)
        live = [m for m in self._rows(Mandate) if m.ends_on is None or m.ends_on > yesterday]
        for mandate in live:
            mandate.ends_on, mandate.starts_on = yesterday, min(mandate.starts_on, yesterday)
        return _write(live, ["starts_on", "ends_on"])

    def organisations(self) -> list[Organisation]:
        """Details that the roster filled in are as they were."""
        changed = [row for row in self._rows(Organisation) if self._was(row)]
        for organisation in changed:
            _restore(organisation, self._was(organisation) or {})
        return _write(changed, ["short", "sector", "base", "place", "people_count", "website", "words"])

    def seats(self, members: Iterable[Membership]) -> list[models.Model]:
        """Seats given meanwhile to those who have left again."""
        gone = {m.organisation_id for m in members if m.state == MembershipState.LEFT}
        held = [seat for seat in Seat.objects.filter(ended_on=None) if seat.organisation_id in gone]
        return [row for seat in held for row in end_of_seat(seat, on=self.today)]


def _restore(row: models.Model, was: dict[str, Any]) -> None:
    for name, value in was.items():
        field: Any = row._meta.get_field(name)
        setattr(row, name, field.to_python(value))


def _write(rows: list[Any], fields: list[str]) -> list[Any]:
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, fields, A_WRITE)
    return rows


def undo(entry: Entry, *, by: Capacity, at: datetime) -> None:
    """What the record's page calls."""
    take_roster_back(entry, by=by, at=at)

