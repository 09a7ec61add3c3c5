"""Taking the whole coalition along: asked for, packed behind the page, fetched within a week."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.models import Coalition, Parcel, ParcelState
from comity.coalitions.models.parcels import LIVES
from comity.coalitions.permissions import may_coordinate, same_coalition
from comity.coalitions.standing import home
from comity.notices.jobs import enqueue
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.people.models import Person

KIND = "coalitions.parcel"
JOB = "comity.coalitions.jobs.pack_parcel"


@act("coalitions.parcel.asked", says=gettext_noop("took the whole coalition along"))
def take_along(*, by: Capacity, at: datetime) -> Changes[Parcel]:
    """Have everything packed that the person may see. One at a time; a mail tells when it is ready."""
    require(may_coordinate(by, at=at))
    coalition = home(by)
    require(_still_packing(by))
    parcel = Parcel(coalition_id=coalition, person_id=by.someone, asked_at=at, expires_at=at + LIVES).store()
    enqueue(JOB, coalition=coalition, parcel=parcel.pk)
    return Changes(parcel)


def _still_packing(by: Capacity) -> Reason | None:
    mine = Parcel.objects.filter(coalition=by.coalition, person=by.person, state=ParcelState.PACKING)
    if not mine.exists():
        return None
    return Reason(_("What you asked for is still being packed."), _("A mail tells you when it is ready."), Bar.NOT_NOW)


@act("coalitions.parcel.packed", says=gettext_noop("packed what {person} takes along"))
def parcel_packed(parcel: Parcel, *, file: str, size: int, by: Capacity, at: datetime) -> Changes[Parcel]:
    """It lies there, for a week. The person gets a mail."""
    require(same_coalition(by, parcel))
    parcel.state, parcel.file, parcel.size, parcel.expires_at = ParcelState.READY, file, size, at + LIVES
    parcel.store()
    _tell(parcel, at=at)
    return Changes(parcel, also=[parcel.person], words={"person": parcel.person.name}, size=size)


@act("coalitions.parcel.failed", says=gettext_noop("could not pack what {person} takes along"))
def parcel_failed(parcel: Parcel, *, by: Capacity, at: datetime) -> Changes[Parcel]:
    """Nothing was packed; the person can ask again."""
    require(same_coalition(by, parcel))
    parcel.state = ParcelState.FAILED
    parcel.store()
    return Changes(parcel, also=[parcel.person], words={"person": parcel.person.name})


@act("coalitions.coalition.exported", says=gettext_noop("took the whole coalition along, from the machine itself"))
def taken_by_operator(coalition: Coalition, *, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Whoever runs the install packed the coalition on the command line; its members can see so."""
    return Changes(coalition)


def _tell(parcel: Parcel, *, at: datetime) -> None:
    person: Person = parcel.person
    if not person.email:
        return
    coalition = Coalition.objects.get(pk=parcel.coalition_id)

    def letter(reader: Addressee) -> dict[str, Any]:
        return {"mail": _words(coalition, parcel)}

    to = Addressee(person.pk, person.email, person.name, person.speaks())
    write(KIND, [to], template="coalitions/mail/parcel.html", at=at, coalition=coalition.pk, context=letter)


def _words(coalition: Coalition, parcel: Parcel) -> dict[str, Any]:
    """In the reader's language."""
    names = {"coalition": coalition.name, "day": date_format(parcel.expires_at.astimezone(coalition.tz), "l j F")}
    return {
        "subject": _("Everything from {coalition} is packed").format(**names),
        "lede": _("You can fetch it until {day}.").format(**names),
        "paragraphs": [
            _("It holds everything you may see, confidential things too. Guard it as you would the original."),
        ],
        "buttons": [(_("Fetch it"), absolute(reverse("inside:export", args=[coalition.slug])))],
        "why_you": _("You asked for it."),
    }  # fmt: skip
