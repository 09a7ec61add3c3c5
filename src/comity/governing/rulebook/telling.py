"""Whom a version reaches: members are asked to accept it, each by who speaks or signs for it. Called inside acts."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Mandate
from comity.coalitions.queries import members_of
from comity.coalitions.standing import live
from comity.governing.models import Acceptance, RulebookVersion
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import absolute, action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kind of ask; kind of mail; purpose of the mailed link
ACCEPT, MAIL, LINK = "rulebook.accept", "governing.rulebook", "rulebook"
#: how long after it was due a mailed link still works
LINK_LASTS = timedelta(days=180)


def ask(version: RulebookVersion, organisations: Iterable[UUID], *, at: datetime) -> None:
    """One ask and one mail for each person who may accept for an organisation."""
    due = at + timedelta(days=version.rules.accept_days)
    holders = _holders(organisations, day_of(at))
    open_asks(_ask(version, mandate, due, at) for mandate in holders)
    for mandate in holders:
        _write(version, mandate, due, at=at)


def ask_members(version: RulebookVersion, before: RulebookVersion | None, *, at: datetime) -> None:
    """Ask all members about a version that came into force; the one before need not be accepted any more."""
    if before is not None:
        close_asks(before, at=at, kind=ACCEPT)
    ask(version, list(members_of(version.coalition_id).values_list("pk", flat=True)), at=at)


def unasked(version: RulebookVersion) -> list[UUID]:
    """Members that have neither said anything to the version nor been asked about it."""
    said = Acceptance.objects.filter(version=version, replaced_at=None).values("organisation")
    members = members_of(version.coalition_id).exclude(pk__in=said).values_list("pk", flat=True)
    asked = set(Ask.objects.filter(thing=version.pk, kind=ACCEPT).values_list("organisation", flat=True))
    return sorted(set(members) - asked)


def _holders(organisations: Iterable[UUID], on: date) -> list[Mandate]:
    """The mandates to speak or sign, one for each person and organisation."""
    rows = Mandate.objects.filter(
        live(on), Q(speaks=True) | Q(signs=True), organisation__in=list(organisations)
    )
    found: dict[tuple[UUID, UUID], Mandate] = {}
    for mandate in rows.select_related("person", "organisation").order_by("starts_on", "pk"):
        found.setdefault((mandate.person_id, mandate.organisation_id), mandate)
    return list(found.values())


def _ask(version: RulebookVersion, mandate: Any, due: datetime, at: datetime) -> Ask:
    return Ask(
        person=mandate.person_id, coalition=version.coalition_id, organisation=mandate.organisation_id,
        acts_for=mandate.organisation.name, kind=ACCEPT, power="speak", label=version._meta.label_lower,
        thing=version.pk, title=str(version), url=f"{version.get_absolute_url()}accept/", due_at=due, opened_at=at,
    )  # fmt: skip


def _write(version: RulebookVersion, mandate: Any, due: datetime, *, at: datetime) -> None:
    person: Person = mandate.person
    if not person.email or person.erased_at:
        return
    link = action_link(
        LINK, person=person.pk, expires_at=due + LINK_LASTS, coalition=version.coalition_id,
        organisation=mandate.organisation_id, thing=version.pk,
    )  # fmt: skip
    write(
        MAIL, [Addressee(person.pk, person.email, person.name, person.speaks())], template="base/mail/base.html",
        at=at, coalition=version.coalition_id,
        context=lambda reader: {"mail": letter(version, mandate.organisation.name, link, reader)},
    )  # fmt: skip


def letter(version: RulebookVersion, name: str, link: str, reader: Any) -> dict[str, Any]:
    """Our rules are in force: do you accept them for your organisation?"""
    coalition = version.coalition
    return {
        "title": str(version),
        "subject": _("Does {name} accept our rulebook? Version {n} is in force").format(
            name=name, n=version.number
        )[:200],
        "preheader": _("Two taps, no password."),
        "to_line": _("To {person}, who acts for {name}").format(person=reader.name, name=name),
        "lede": version.why or _("It says who decides what, how, by when, and how we treat each other."),
        "paragraphs": [
            _("{coalition} has adopted it. Each member says on record whether it accepts.").format(
                coalition=coalition.name
            )
        ],
        "buttons": [(_("We accept it"), f"{link}?say=yes"), (_("We do not, and say why"), f"{link}?say=no")],
        "under_buttons": _("A tap opens a page where you confirm. No password is needed."),
        "link_text": _("Read the rulebook"),
        "link_url": absolute(version.get_absolute_url()),
        "why_you": _("You get this because you speak or sign for {name}. This link is yours alone.").format(
            name=name
        ),
    }
