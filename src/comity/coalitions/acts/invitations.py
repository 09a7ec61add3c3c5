"""Inviting somebody to act for an organisation."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import require
from comity.coalitions.acts.mandates import give_mandate
from comity.coalitions.models import Coalition, Mandate, Membership, Power
from comity.coalitions.permissions import may_mandate, same_coalition
from comity.coalitions.standing import INSIDE
from comity.notices.asks import open_asks
from comity.notices.links import absolute, action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask, Mail
from comity.people.acts import register_person
from comity.people.addresses import person_with
from comity.people.models import Organisation, Person

KIND = "coalitions.invited"
LINK_LIVES = timedelta(days=14)
NOT_SOONER = timedelta(hours=1)


@act("coalitions.representative.invited", says=gettext_noop("invited {person} to act for {about}: {powers}"))
def invite_representative(
    *, name: str, email: str, organisation: Organisation, powers: Iterable[Power], by: Capacity, at: datetime,
    ends_on: date | None = None,
) -> Changes[Mandate]:  # fmt: skip
    """Give somebody a mandate by their address, and write to them. Whoever has that address already is that person.

    No message tells whether the address was known; but somebody known goes by the name that they registered.
    """
    chosen = sorted(set(powers))
    require(may_mandate(by, organisation, chosen, at=at))
    if not Membership.objects.filter(organisation=organisation, state__in=INSIDE).exists():
        raise ValidationError(
            {"organisation": _("Admit this organisation first: then its people can come in.")}
        )
    person = person_with(email) or register_person(name=name, email=email, by=by, at=at)
    mandate = give_mandate(person, organisation=organisation, powers=chosen, ends_on=ends_on, by=by, at=at)
    _welcome(mandate, at=at)
    _write(mandate, by=by, at=at)
    words = {"person": person.name, "about": organisation.name}
    return Changes(mandate, also=[person], words=words, organisation=organisation.pk, powers=chosen)


@act(
    "coalitions.representative.reminded",
    says=gettext_noop("wrote to {person} once more: come and act for {about}"),
)
def invite_again(mandate: Mandate, *, by: Capacity, at: datetime) -> Changes[Mandate]:
    """Write the invitation once more, at most once an hour."""
    require(may_mandate(by, mandate.organisation, mandate.powers, at=at) or same_coalition(by, mandate))
    if mandate.organisation is None or not mandate.holds(day_of(at)):
        raise ValidationError(_("This mandate has ended. Give a new one."))
    since = at - NOT_SOONER
    if Mail.objects.filter(
        kind=KIND, person=mandate.person_id, coalition=by.coalition, queued_at__gt=since
    ).exists():
        raise ValidationError(_("An invitation was written less than an hour ago. Give it time to arrive."))
    _write(mandate, by=by, at=at)
    words = {"person": mandate.person.name, "about": mandate.organisation.name}
    return Changes(mandate, also=[mandate.person], words=words)


def never_came(people: Iterable[UUID]) -> set[UUID]:
    """Those who have not shown yet that their address is theirs: they never signed in. One query."""
    known = EmailAddress.objects.filter(user__in=list(people), verified=True).values_list("user", flat=True)
    return set(people) - set(known)


def _welcome(mandate: Mandate, *, at: datetime) -> None:
    """The first thing to do for one's organisation: look whether its page tells the truth."""
    organisation = mandate.organisation
    if not mandate.speaks or organisation is None:
        return
    with translation.override(mandate.person.speaks()):
        title = _("Welcome. Look whether the page of {name} is right").format(name=organisation.name)
    ask = Ask(
        person=mandate.person_id, coalition=mandate.coalition_id, organisation=organisation.pk,
        acts_for=organisation.name, kind="coalitions.welcome", label="people.organisation",
        thing=organisation.pk, title=title[:300], url=_page_of(mandate), opened_at=at,
    )  # fmt: skip
    open_asks([ask])


def _page_of(mandate: Mandate) -> str:
    organisation: Any = mandate.organisation
    return reverse("coalitions:organisation", args=[mandate.coalition.slug, organisation.slug]) + "?welcome=1"


def _write(mandate: Mandate, *, by: Capacity, at: datetime) -> None:
    person = mandate.person
    if not person.email:
        return
    link = _link(mandate, person, at=at)
    coalition = Coalition.objects.get(pk=mandate.coalition_id)

    def letter(reader: Addressee) -> dict[str, Any]:
        return {"mail": _words(mandate, coalition, by, link), "coalition": coalition}

    to = Addressee(person.pk, person.email, person.name, person.speaks())
    write(KIND, [to], template="coalitions/mail/invited.html", at=at, coalition=coalition.pk, context=letter)


def _link(mandate: Mandate, person: Person, *, at: datetime) -> str:
    """For somebody new the link itself opens the door, once; who has been here signs in as ever."""
    if person.pk not in never_came([person.pk]):
        return absolute(_page_of(mandate))
    return action_link(
        KIND, person=person.pk, expires_at=at + LINK_LIVES, coalition=mandate.coalition_id,
        organisation=mandate.organisation_id, thing=mandate.pk,
    )  # fmt: skip


def _words(mandate: Mandate, coalition: Coalition, by: Capacity, link: str) -> dict[str, Any]:
    """The invitation in the reader's language."""
    names = {
        "who": by.person_name or coalition.name,
        "coalition": coalition.name,
        "name": str(mandate.organisation),
    }
    powers = ", ".join(str(power.label) for power in Power if power in mandate.powers)
    return {
        "subject": _("Will you act for {name} in {coalition}?").format(**names),
        "lede": _("{who} asks you to act for {name} in {coalition}.").format(**names),
        "paragraphs": [_("You may: {powers}.").format(powers=powers)],
        "buttons": [(_("Come in"), link)],
        "under_buttons": _("You need no password. The link is yours alone; please do not forward it."),
        "quote": coalition.purpose,
        "quote_from": coalition.name if coalition.purpose else "",
        "why_you": _(
            "You get this because {who} gave your address. Was it a mistake? Then do nothing."
        ).format(**names),
    }
