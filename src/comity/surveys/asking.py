"""Who can be asked, and what was chosen and typed of it: people with a mandate to speak, and further addresses."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from comity.base.text import fold, tidy
from comity.coalitions.models import Power
from comity.coalitions.queries import members_of, people_for
from comity.people.models import Organisation, Person
from comity.surveys.acts import Asked

#: further addresses in one go, so that nobody floods others with mail
MOST = 200


class Askable:
    """The members and who speaks for them on a day: as choices of a form, and back. Two queries."""

    def __init__(self, coalition: UUID, on: date) -> None:
        self.members: list[Organisation] = list(members_of(coalition, on=None).order_by("sort_name"))
        self.people = people_for(Power.SPEAK, [one.pk for one in self.members], on=on)

    def choices(self) -> list[tuple[str, str]]:
        """One line for each person of each organisation; one for an organisation nobody speaks for."""
        return [(key, self._said(one, person)) for key, one, person in self._pairs()]

    def first(self) -> list[str]:
        """For each organisation whoever has spoken for it longest."""
        found: dict[UUID, str] = {}
        for key, one, person in self._pairs():
            if person is not None:
                found.setdefault(one.pk, key)
        return list(found.values())

    def asked(self, keys: Iterable[str]) -> list[Asked]:
        """What was chosen."""
        wanted = set(keys)
        return [Asked(one, person) for key, one, person in self._pairs() if key in wanted]

    def named(self, words: str) -> Organisation | None:
        """The member of that name, whatever case and accents."""
        wanted = fold(tidy(words))
        return next((one for one in self.members if wanted in (fold(one.name), fold(self._name(one)))), None)

    def _pairs(self) -> Iterable[tuple[str, Organisation, Person | None]]:
        for one in self.members:
            people: list[Person | None] = [*self.people[one.pk]] or [None]
            for person in people:
                yield f"{one.pk}:{person.pk if person else ''}", one, person

    def _said(self, one: Organisation, person: Person | None) -> str:
        if person is None:
            return _("{organisation}: nobody speaks for it here, so on paper").format(organisation=self._name(one))
        return f"{self._name(one)}: {person.name}"

    def _name(self, one: Any) -> str:
        return str(getattr(one, "shown_name", one.name))


def addresses(text: str, known: Askable) -> list[Asked]:
    """Lines "organisation; name; address", or an address alone. ValidationError names each line that can’t be one."""
    found, faults = [], []
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST:
        raise ValidationError(_("At most two hundred addresses in one go."))
    for number, line in lines:
        try:
            found.append(_address(line, known))
        except ValidationError as fault:
            faults.append(_("Line {n}: {why}").format(n=number, why=" ".join(fault.messages)))
    if faults:
        raise ValidationError(faults)
    return found


def _address(line: str, known: Askable) -> Asked:
    parts = [tidy(part) for part in line.split(";")]
    if len(parts) > 3:
        raise ValidationError(_("write it as organisation; name; address"))
    *before, email = parts
    validate_email(email)
    words = before[0] if before else ""
    organisation = known.named(words) if words else None
    if words and organisation is None and len(before) == 2:
        raise ValidationError(_("“{name}” is no member here.").format(name=words))
    name = before[-1] if before and (len(before) == 2 or organisation is None) else ""
    return Asked(organisation, None, email, name[:120])
