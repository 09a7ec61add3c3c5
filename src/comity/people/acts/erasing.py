"""The act that erases a person. Call it through `comity.people.erasure.erase_person`, which hears objections first."""

from dataclasses import replace
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.models import EntryWords
from comity.base.capacity import Capacity
from comity.base.models import Findable
from comity.base.refusal import require
from comity.notices.models import ActionLink, Ask, Mail, Quiet
from comity.people.models import MailedKey, Person, Sitting
from comity.people.permissions import may_change

NAME = "Erased person"


def erase(person: Person, *, by: Capacity, at: datetime) -> Person:
    """Record the erasure without the name it takes away."""
    require(may_change(by, person))
    return _erase(person, by=replace(by, person_name="") if by.person == person.pk else by, at=at)


@act("people.person.erased", says=gettext_noop("erased an account"), erases=True)
def _erase(person: Person, *, by: Capacity, at: datetime) -> Changes[Person]:
    """Nothing is left but the id that the record of acts names, and what the person did in it, without words."""
    mails, asks, sittings = _blank_mails(person), _close_asks(person, at), _shut_the_door(person)
    _empty(person, at)
    Findable.objects.filter(url__contains=str(person.pk)).delete()
    # an act whose words name a person has the person's id among its things or facts
    words = EntryWords.objects.filter(entry__text__contains=str(person.pk))
    return Changes(person, erases=words, mails=mails, asks=asks, sittings=sittings)


def _blank_mails(person: Person) -> int:
    mine = Mail.objects.filter(person=person.pk)
    return mine.update(to="", name="", subject="", text="", html="", headers={})


def _close_asks(person: Person, at: datetime) -> int:
    ActionLink.objects.filter(person=person.pk).delete()
    Quiet.objects.filter(person=person.pk).delete()
    mine = Ask.objects.filter(person=person.pk)
    mine.update(acts_for="")
    return mine.filter(closed_at=None).update(closed_at=at)


def _shut_the_door(person: Person) -> int:
    """Whoever the person is, no address, factor, key or sitting opens anything any more."""
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    MailedKey.objects.filter(Q(person=person) | Q(address=person.email or "")).delete()
    return Sitting.objects.filter(person=person.pk).delete()[0]


def _empty(person: Person, at: datetime) -> None:
    person.name, person.email, person.language, person.zone = NAME, None, "", ""
    person.wants_digest = person.is_administrator = person.is_active = False
    person.last_login, person.erased_at = None, at
    person.set_unusable_password()
    person.store()
