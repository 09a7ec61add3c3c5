"""Oneself: who one is, where one stands, what waits, which mails one gets."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field, StrictBool

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.problems import Problem
from comity.api.shapes.people import (
    PROFILE,
    AskShape,
    MailKind,
    Me,
    StandingShape,
    ask_shape,
    hat_shape,
    me_shape,
)
from comity.api.values import Given, Yes
from comity.base.clock import now
from comity.base.versions import Version
from comity.coalitions.standing import capacities
from comity.notices.acts import quiet, want
from comity.notices.asks import asks_of
from comity.notices.mails import Unwanted
from comity.people.acts import edit_person
from comity.people.forms.account import Profile, quietable
from comity.people.models import Person
from comity.people.summing import wanted_kinds

router = Router(tags=["people"])
DIGEST = (Yes | None, Field(None, description=str(_("Whether you want the weekly digest."))))
CHANGES = bodies.body("ProfileChanges", Profile, optional=None, wants_digest=DIGEST)


class MailWish(Given):
    """Whether one wants a kind of mail."""

    wanted: StrictBool


@reading(router, "/me", says=_("Read who you are"), answers=Me)
def me(request: Call) -> Any:
    """The person behind the token, and what the token may be used for."""
    return me_shape(request.person, request.auth)


@deed(router, "/me", says=_("Change your profile"), act="people.person.edited", method="PATCH", takes=CHANGES,
      answers=Me, versioned=True)  # fmt: skip
def edit(request: Call, given: Given, read: Version | None) -> Any:
    """Name, language, time zone, and whether you want the digest. Send only what changes."""
    person = Person.objects.get(pk=request.person.pk)
    stands = {name: getattr(person, name) for name in PROFILE}
    said = bodies.changed(Profile, given, stands, instance=Person.objects.get(pk=person.pk))
    digest = given.model_dump(exclude_unset=True).get("wants_digest")
    said |= {"wants_digest": digest} if digest is not None else {}
    return me_shape(edit_person(person, by=request.capacity, at=now(), read=read, **said), request.auth)


@reading(router, "/me/mails", says=_("List the mails you can do without"), answers=lists.list_of(MailKind),
         asks=lists.Asked)  # fmt: skip
def mails(request: Call, asked: lists.Asked) -> Any:
    """Each kind, and whether you get it."""
    kinds, wanted = quietable(), set(wanted_kinds(request.person))

    def shape(row: Any) -> MailKind:
        return MailKind(kind=row[0], label=str(row[1]), wanted=row[0] in wanted)

    return lists.cut(request, kinds, asked, shape, total=len(kinds))


@deed(router, "/me/mails/{kind}", says=_("Say whether you want a kind of mail"), method="PUT", takes=MailWish,
      act=("notices.kind.quieted", "notices.kind.wanted"), answers=MailKind)  # fmt: skip
def wish(request: Call, kind: str, given: Given) -> Any:
    """In all coalitions. What needs you also stands on your first page."""
    labels = {name: str(label) for name, label in quietable()}
    if kind not in labels:
        raise Problem("absent", _now("There is no such kind of mail."))
    wanted: bool = given.wanted  # type: ignore[attr-defined]
    act = want if wanted else quiet
    act(Unwanted(request.person.pk, None, kind), by=request.capacity, at=now())
    return MailKind(kind=kind, label=labels[kind], wanted=wanted)


@reading(router, f"{AT}/me", says=_("Read where you stand in a coalition"), answers=StandingShape)
def standing(request: Call) -> Any:
    """Your hats with their powers, and where you sit. Send one of the hats as Acting-As."""
    found = request.standing
    hats = capacities(found, name=request.person.name)
    holds: dict[UUID | None, Any] = {hold.of: hold for hold in (*found.organisations, *found.bodies)}
    shown = [hat_shape(hat, holds.get(hat.of)) for hat in hats if request.auth.hat in ("", hat.value)]
    return StandingShape(
        hats=shown, coordinates=found.coordinates, seats=sorted(found.seats), factor_due=found.factor_due
    )


@reading(router, f"{AT}/asks", says=_("List what needs you"), answers=lists.list_of(AskShape), asks=lists.Asked)
def asks(request: Call, asked: lists.Asked) -> Any:
    """What waits for you in this coalition, the most pressing first."""
    rows = asks_of(request.person.pk, request.coalition.pk)
    rows = rows.filter(title__icontains=asked.q) if asked.q else rows
    return lists.cut(request, rows, asked, ask_shape, total=rows.count())
