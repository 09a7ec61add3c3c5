"""Organisations: the list, each one's profile, its membership, and two rows that are one."""

import base64
import binascii
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.coalitions import (
    MembershipShape,
    OrganisationRow,
    OrganisationShape,
    membership_shape,
    organisation_row,
    organisation_shape,
)
from comity.api.values import Given, Id
from comity.base.clock import day_of, now
from comity.base.versions import Version
from comity.coalitions.acts import (
    add_member,
    change_membership,
    enter_organisation,
    give_notice,
    merge_organisations,
    show_as,
    take_notice_back,
)
from comity.coalitions.acts.logos import set_logo
from comity.coalitions.acts.profiles import confirm_profile, edit_profile
from comity.coalitions.forms.organisations import (
    AddForm,
    BringForm,
    NeededStepForm,
    ProfileForm,
    ShownAsForm,
    StepForm,
)
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.queries import mandates_of, own_elsewhere, seats_on, visible_organisations
from comity.coalitions.views.organisations import listed
from comity.people.acts.organisations import PROFILE
from comity.people.models import Organisation

router = Router(tags=["coalitions"])
ALL = f"{AT}/organisations"
ONE = f"{ALL}/{{uuid:organisation}}"
STATES = bodies.chosen(MembershipState.values, _("The state it takes."))
NEW = bodies.body("NewOrganisation", AddForm)
BROUGHT = bodies.body("BroughtOrganisation", BringForm)
CHANGES = bodies.body("OrganisationChanges", ProfileForm, optional=None)
STEP = bodies.body("MembershipStep", StepForm, state=STATES)
NOTICE = bodies.body("NoticeOfLeaving", StepForm)
NAME_HERE = (str, Field(max_length=160, description=str(_("Its name here; empty: its own.")), examples=["Tenants"]))
SHOWN = bodies.body("ShownAs", ShownAsForm, shown_as=NAME_HERE)


class OrganisationsAsked(lists.Asked):
    """What the list of organisations can be asked."""

    sector: Literal["public", "private", "nonprofit", "citizen"] | None = None
    state: Literal["prospect", "invited", "member", "suspended", "left"] | None = None
    base: Literal["community", "institution"] | None = None


class Picture(Given):
    """A picture for the mark."""

    picture: str | None = Field(description="Base64 of a PNG, JPEG or WebP; null takes it off.", examples=[None])


class Merging(Given):
    """The other row, and which of its words stay."""

    other: Id
    taken: list[str] = Field([], description="Fields of the profile that come from it.", examples=[["website"]])


@reading(router, ALL, says=_("List organisations"), answers=lists.list_of(OrganisationRow), lists="organisations",
         asks=OrganisationsAsked)  # fmt: skip
def organisations(request: Call, asked: OrganisationsAsked) -> Any:
    """All of the list, in whatever state of membership."""
    return lists.part(request, listed(request), asked, organisation_row)


@deed(router, ALL, says=_("Enter an organisation"), act="coalitions.organisation.entered", scope=Scope.COORDINATE,
      takes=NEW, answers=OrganisationShape, status=201)  # fmt: skip
def enter(request: Call, given: Given) -> Any:
    """One that is new on this install, as prospect, invited or member."""
    said = bodies.cleaned(AddForm, given)
    made = enter_organisation(by=request.capacity, at=now(), **said)
    return _organisation(request, made.organisation_id)


@deed(router, f"{ALL}/bring", says=_("Bring in an organisation of yours"), act="coalitions.member.added",
      scope=Scope.COORDINATE, takes=BROUGHT, answers=OrganisationShape, status=201)  # fmt: skip
def bring(request: Call, given: Given) -> Any:
    """One that you speak for in another coalition. It keeps its one page in both."""
    said = bodies.cleaned(BringForm, given, organisations=own_elsewhere(request.person.pk))
    made = add_member(said["organisation"], by=request.capacity, at=now())
    return _organisation(request, made.organisation_id)


@reading(router, ONE, says=_("Read one organisation"), answers=OrganisationShape)
def organisation(request: Call, organisation: UUID) -> Any:
    """Its profile, who acts for it, and where it sits."""
    return _organisation(request, organisation)


@deed(router, ONE, says=_("Change an organisation’s profile"),
      act=("coalitions.organisation.described", "people.organisation.edited"), method="PATCH", takes=CHANGES,
      answers=OrganisationShape, versioned=True)  # fmt: skip
def edit(request: Call, organisation: UUID, given: Given, read: Version | None) -> Any:
    """Its own people do, or a coordinator where it is at home here only. Send only what changes."""
    row = _row(request, organisation)
    stands = {name: getattr(row, name) for name in PROFILE}
    said = bodies.changed(ProfileForm, given, stands, instance=_row(request, organisation))
    edit_profile(row, by=request.capacity, at=now(), read=read, **said)
    return _organisation(request, organisation)


@deed(router, f"{ONE}/confirm", says=_("Say that a profile is right"), act="coalitions.organisation.confirmed",
      answers=OrganisationShape)  # fmt: skip
def confirm(request: Call, organisation: UUID) -> Any:
    """As it stands. That answers the welcome of whoever says so."""
    confirm_profile(_row(request, organisation), by=request.capacity, at=now())
    return _organisation(request, organisation)


@deed(router, f"{ONE}/logo", says=_("Put a picture on an organisation’s mark"),
      act="coalitions.organisation.pictured", method="PUT", takes=Picture, answers=OrganisationShape,
      versioned=True)  # fmt: skip
def logo(request: Call, organisation: UUID, given: Given, read: Version | None) -> Any:
    """At most 1 MB."""
    row, picture = _row(request, organisation), _picture(given.picture)  # type: ignore[attr-defined]
    set_logo(row, picture, by=request.capacity, at=now(), read=read)
    return _organisation(request, organisation)


def _picture(text: str | None) -> "ContentFile[bytes] | None":
    if text is None:
        return None
    try:
        return ContentFile(base64.b64decode(text, validate=True), name="logo")
    except (binascii.Error, ValueError):
        raise ValidationError({"picture": _now("This is not base64.")}) from None


# ── membership ──


@deed(router, f"{ONE}/membership", says=_("Take a step of a membership"), act="coalitions.member.changed",
      scope=Scope.COORDINATE, takes=STEP, answers=MembershipShape)  # fmt: skip
def step(request: Call, organisation: UUID, given: Given) -> Any:
    """Invite, admit, suspend, readmit, part. Suspending needs a reason; who signs for it can end it."""
    state: str = given.state  # type: ignore[attr-defined]
    if state not in MembershipState.values:
        raise ValidationError({"state": _now("Choose one of those described.")})
    form = NeededStepForm if state == MembershipState.SUSPENDED else StepForm
    reason = bodies.cleaned(form, given)["reason"]
    row = _membership(request, organisation)
    changed = change_membership(row, MembershipState(state), by=request.capacity, at=now(), reason=reason)
    return membership_shape(changed)


@deed(router, f"{ONE}/notice", says=_("Give notice of leaving"), act="coalitions.member.gave_notice", takes=NOTICE,
      answers=MembershipShape)  # fmt: skip
def notice(request: Call, organisation: UUID, given: Given) -> Any:
    """Where the rules ask for it, a member leaves so many days later, by itself. Who signs for it can."""
    reason = bodies.cleaned(StepForm, given)["reason"]
    row = _membership(request, organisation)
    return membership_shape(give_notice(row, by=request.capacity, at=now(), reason=reason))


@deed(router, f"{ONE}/notice", says=_("Take a notice of leaving back"), act="coalitions.member.stays",
      method="DELETE", answers=MembershipShape)  # fmt: skip
def stay(request: Call, organisation: UUID) -> Any:
    """Before its day. It belongs as before."""
    return membership_shape(take_notice_back(_membership(request, organisation), by=request.capacity, at=now()))


@deed(router, f"{ONE}/shown-as", says=_("Choose an organisation’s name here"), act="coalitions.member.renamed",
      scope=Scope.COORDINATE, method="PUT", takes=SHOWN, answers=MembershipShape, versioned=True)  # fmt: skip
def shown_as(request: Call, organisation: UUID, given: Given, read: Version | None) -> Any:
    """Only in this coalition."""
    said = bodies.cleaned(ShownAsForm, given)
    row = _membership(request, organisation)
    return membership_shape(show_as(row, said["shown_as"], by=request.capacity, at=now(), read=read))


@deed(router, f"{ONE}/merge", says=_("Merge two organisations"), act="coalitions.organisations.merged",
      scope=Scope.COORDINATE, takes=Merging, answers=OrganisationShape)  # fmt: skip
def merge(request: Call, organisation: UUID, given: Given) -> Any:
    """The one in the address stays, the other becomes another name of it. This can’t be taken back."""
    other: UUID = given.other  # type: ignore[attr-defined]
    taken: list[str] = given.taken  # type: ignore[attr-defined]
    if unknown := set(taken) - set(PROFILE):
        raise ValidationError({"taken": _now("There is no field {names}.").format(names=", ".join(sorted(unknown)))})
    kept, gone = _row(request, organisation), _row(request, other)
    merge_organisations(kept, gone, by=request.capacity, at=now(), taken=taken)
    return _organisation(request, organisation)


# ── what is read again and again ──


def _row(request: Call, pk: UUID) -> Organisation:
    """The plain row of an organisation that is visible here."""
    return Organisation.objects.get(pk=get_object_or_404(visible_organisations(request.standing), pk=pk).pk)


def _membership(request: Call, organisation: UUID) -> Membership:
    rows = Membership.objects.select_related("organisation")
    found: Membership = get_object_or_404(rows, organisation=_row(request, organisation).pk)
    return found


def _organisation(request: Call, pk: UUID) -> OrganisationShape:
    row, day = get_object_or_404(visible_organisations(request.standing), pk=pk), day_of(now())
    seats = seats_on(day, organisation=pk, body__ended_on=None).order_by("body__name", "pk")
    return organisation_shape(row, [m for m in mandates_of(pk) if m.holds(day)], list(seats), day)
