"""Whom a sheet reaches: those who hold a mandate to sign for the organisations asked. Called inside acts."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.coalitions.held import held_thing
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.coalitions.standing import standing_of
from comity.notices.asks import open_asks
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person
from comity.signatures import letters
from comity.signatures.models import Sheet, Signatory, Signature

SIGN = "signatures.sign"
OPEN_LEVELS = (Confidentiality.PUBLIC, Confidentiality.COALITION)


def ask(
    sheet: Sheet, places: Iterable[Signatory], *, at: datetime, again: bool = False, quietly: bool = False
) -> None:
    """Ask whoever may sign for these: an ask each, and a mail unless quietly."""
    asked = list(places)
    people = people_for(Power.SIGN, [one.organisation_id for one in asked], on=day_of(at))
    pairs = [(one, person) for one in asked for person in _knowing(sheet, people[one.organisation_id], at)]
    open_asks(_ask(sheet, place, person, at) for place, person in pairs)
    if quietly:
        return
    kind = "signatures.reminder" if again else "signatures.asked"
    for place, person in pairs:
        _send(kind, sheet, [person], letters.asking_letter(sheet, place, again=again), at=at)


def tell_declined(place: Signatory, by: Capacity, *, at: datetime) -> None:
    """Whoever laid it out hears who does not sign, and why."""
    opener = place.sheet.opened_by
    if opener is not None and opener.pk != by.person:
        told = _knowing(place.sheet, [opener], at)
        _send("signatures.ended", place.sheet, told, letters.declined_letter(place), at=at)


def tell_ended(sheet: Sheet, *, at: datetime) -> None:
    """All who signed or could, and who laid it out, hear what came of it, with the code that proves it."""
    places = list(Signatory.objects.filter(sheet=sheet))
    people = people_for(Power.SIGN, [one.organisation_id for one in places], on=day_of(at))
    everyone = {person.pk: person for group in people.values() for person in group}
    signed = Signature.objects.filter(sheet=sheet, withdrawn_at=None).select_related("person")
    everyone |= {one.person_id: one.person for one in signed}
    if sheet.opened_by is not None:
        everyone[sheet.opened_by.pk] = sheet.opened_by
    told = _knowing(sheet, list(everyone.values()), at)
    _send("signatures.ended", sheet, told, letters.ended_letter(sheet), at=at)


def _knowing(sheet: Sheet, people: list[Person], at: datetime) -> list[Person]:
    """Those of them who may know of what the sheet belongs to."""
    if sheet.confidentiality == Confidentiality.PUBLIC:
        return people
    return [one for one in people if _knows(sheet, one, at)]


def _knows(sheet: Sheet, person: Person, at: datetime) -> bool:
    standing = standing_of(person.pk, sheet.coalition_id, at=at)
    if sheet.confidentiality in OPEN_LEVELS:
        return standing.inside
    return held_thing(standing, sheet.held_by, sheet.held_id) is not None


def _ask(sheet: Sheet, place: Signatory, person: Person, at: datetime) -> Ask:
    due = datetime.combine(sheet.sign_by_on, time(23, 59), sheet.coalition.tz) if sheet.sign_by_on else None
    return Ask(
        person=person.pk, coalition=sheet.coalition_id, organisation=place.organisation_id, acts_for=place.name,
        kind=SIGN, power="sign", label=sheet._meta.label_lower, thing=sheet.pk, title=sheet.title,
        url=sheet.get_absolute_url(), due_at=due, opened_at=at,
    )  # fmt: skip


def _send(kind: str, sheet: Sheet, people: Iterable[Person], letter: Any, *, at: datetime) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    write(
        kind, to, template="base/mail/base.html", at=at, coalition=sheet.coalition_id,
        context=lambda reader: {"mail": letter(reader)},
    )  # fmt: skip
