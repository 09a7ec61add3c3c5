"""Entering organisations, changing their page, and the steps of a membership."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
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
from comity.coalitions.asking import ask, inside, posted
from comity.coalitions.forms.organisations import (
    AddForm,
    BringForm,
    LogoForm,
    MergeForm,
    NeededStepForm,
    OtherForm,
    ProfileForm,
    ShownAsForm,
    StepForm,
    labelled,
    shown,
)
from comity.coalitions.leaving import at_once, leaves_on, noticing
from comity.coalitions.merging import likeness
from comity.coalitions.models import TRANSITIONS, Membership, MembershipState
from comity.coalitions.permissions import coordinating, editing, may_merge, stepping
from comity.coalitions.queries import own_elsewhere, visible_organisations
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.organisations import find
from comity.coalitions.views.showing import steps_open
from comity.people.acts.organisations import PROFILE
from comity.people.models import Organisation


def add_organisation(request: CoalitionRequest) -> HttpResponse:
    """Enter a new organisation."""
    require(coordinating(request.standing, at=now()))
    return ask(
        request, AddForm(posted(request)),
        lambda **answers: enter_organisation(by=request.capacity, at=now(), **answers),
        then=lambda membership: inside(request, "organisation", membership.organisation.slug),
        said=_("The organisation is in the list."), template="coalitions/add_organisation.html",
        own=own_elsewhere(request.person.pk),
    )  # fmt: skip


def bring_organisation(request: CoalitionRequest) -> HttpResponse:
    """Enter an organisation one speaks for in another coalition."""
    require(coordinating(request.standing, at=now()))
    form = BringForm(posted(request), organisations=own_elsewhere(request.person.pk))
    return ask(
        request, form, lambda organisation: add_member(organisation, by=request.capacity, at=now()),
        then=lambda membership: inside(request, "organisation", membership.organisation.slug),
        said=_("Your organisation is a member now."), heading=_("Bring in one of your organisations"),
        lede=_("It keeps its one page and its own words in both coalitions."), button=_("Bring it in"),
        back=inside(request, "organisations"),
    )  # fmt: skip


def edit_organisation(request: CoalitionRequest, slug: str) -> HttpResponse:
    """Change what an organisation says of itself."""
    one = find(request, slug)
    require(editing(request.standing, one.pk, at=now()))
    row = Organisation.objects.get(pk=one.pk)
    return ask(
        request, ProfileForm(posted(request), instance=row),
        lambda **profile: edit_profile(row, by=request.capacity, at=now(), **profile), of=row,
        then=inside(request, "organisation", slug), said=_("The page is changed."), organisation=one,
        heading=_("Change the page of {name}").format(name=one.shown_name), button=_("Save the page"),
        back=inside(request, "organisation", slug), template="coalitions/edit_organisation.html",
    )  # fmt: skip


def logo(request: CoalitionRequest, slug: str) -> HttpResponse:
    """Put a picture on the mark, or take it off."""
    one = find(request, slug)
    require(editing(request.standing, one.pk, at=now()))
    row = Organisation.objects.get(pk=one.pk)
    return ask(
        request,
        LogoForm(posted(request), request.FILES),
        lambda logo, read: set_logo(row, logo, by=request.capacity, at=now(), read=read),
        of=row,
        then=inside(request, "organisation", slug),
        said=_("The mark is changed."),
        undo=False,
        heading=_("A logo for {name}").format(name=one.shown_name),
        button=_("Save the logo"),
        lede=_("It stands on its pages. In tight rows its letters stay, so that marks remain alike."),
        back=inside(request, "edit-organisation", slug),
    )


def show_organisation_as(request: CoalitionRequest, slug: str) -> HttpResponse:
    """Choose the name under which it appears in this coalition."""
    one = find(request, slug)
    require(coordinating(request.standing, at=now()))
    row = get_object_or_404(Membership, organisation=one.pk)
    return ask(
        request, ShownAsForm(posted(request), initial={"shown_as": row.shown_as}),
        lambda shown_as, read: show_as(row, shown_as, by=request.capacity, at=now(), read=read), of=row,
        then=inside(request, "organisation", slug), said=_("It appears under this name here."),
        heading=_("How shall {name} appear here?").format(name=one.name), button=_("Save the name"),
        lede=_("Only in this coalition. Its own page keeps its own name."), back=inside(request, "organisation", slug),
    )  # fmt: skip


# ── steps ──


def step(request: CoalitionRequest, slug: str, state: str) -> HttpResponse:
    """Take one step of a membership, with its reason; suspending and leaving say first what follows."""
    one = find(request, slug)
    row = get_object_or_404(Membership.objects.select_related("organisation"), organisation=one.pk)
    if state not in TRANSITIONS[row.state]:
        raise Http404
    require(stepping(request.standing, row, MembershipState(state), at=now()))
    if state == MembershipState.LEFT and at_once(request.capacity, row, now()):
        return _notice(request, row, one)
    return ask(
        request, _step_form(request, state),
        lambda reason: change_membership(row, MembershipState(state), by=request.capacity, at=now(), reason=reason),
        then=_after_step(request, slug, state), said=_("The membership is changed."), template="coalitions/step.html",
        step=next((s for s in steps_open(request.standing, one) if s.state == state), None), state=state,
        organisation=one, back=inside(request, "organisation", slug), undo=state != MembershipState.LEFT,
    )  # fmt: skip


def _notice(request: CoalitionRequest, row: Membership, one: Any) -> HttpResponse:
    """Say that a member leaves, as long before as the rules ask."""
    page = inside(request, "organisation", one.slug)
    require(noticing(row))
    return ask(
        request, StepForm(posted(request)),
        lambda reason: give_notice(row, by=request.capacity, at=now(), reason=reason), then=page,
        said=_("Notice is given. Until that day it belongs like all others."), template="coalitions/notice.html",
        organisation=one, back=page, leaves_on=leaves_on(row, now()),
    )  # fmt: skip


@require_POST
def stay(request: CoalitionRequest, slug: str) -> HttpResponse:
    """Take a notice back, before its day."""
    row = get_object_or_404(Membership, organisation=find(request, slug).pk)
    take_notice_back(row, by=request.capacity, at=now())
    toast(request, _("It stays."))
    return redirect(inside(request, "organisation", slug))


def _step_form(request: CoalitionRequest, state: str) -> forms.Form:
    kind = NeededStepForm if state == MembershipState.SUSPENDED else StepForm
    return kind(posted(request))


def _after_step(request: CoalitionRequest, slug: str, state: str) -> str:
    """Whoever made their own organisation leave may stand outside now."""
    if state == MembershipState.LEFT and not request.standing.coordinates:
        return "/"
    return inside(request, "organisation", slug)


# ── two rows for one organisation ──


def merge(request: CoalitionRequest, slug: str) -> HttpResponse:
    """Choose which other row is the same organisation."""
    kept = find(request, slug)
    require(coordinating(request.standing, at=now()))
    others = list(visible_organisations(request.standing).filter(merged_into=None).exclude(pk=kept.pk))
    others.sort(key=lambda other: -likeness(kept, other))
    form = OtherForm(posted(request), organisations=others)
    if request.method == "POST" and form.is_valid():
        return redirect(inside(request, "merge-with", slug, form.cleaned_data["other"].pk))
    return render(request, "coalitions/form.html", {
        "form": form, "heading": _("Which organisation is the same as {name}?").format(name=kept.shown_name),
        "lede": _("{name} stays. On the next page you compare the two.").format(name=kept.shown_name),
        "button": _("Compare the two"), "back": inside(request, "organisation", slug),
    }, status=422 if form.errors else 200)  # fmt: skip


def merge_with(request: CoalitionRequest, slug: str, other: UUID) -> HttpResponse:
    """Compare both side by side, choose for each field, and merge. It says that this can't be taken back."""
    kept, gone = find(request, slug), get_object_or_404(visible_organisations(request.standing), pk=other)
    require(may_merge(request.capacity, kept, gone, at=now()))
    fields = [name for name in PROFILE if getattr(kept, name) != getattr(gone, name)]
    form = MergeForm(posted(request), kept=kept, gone=gone, fields=fields)
    return ask(
        request, form,
        lambda **answers: merge_organisations(
            Organisation.objects.get(pk=kept.pk), Organisation.objects.get(pk=gone.pk),
            by=request.capacity, at=now(), taken=form.taken,
        ),
        then=inside(request, "organisation", slug), said=_("The two are one now."), template="coalitions/merge.html",
        kept=kept, gone=gone, back=inside(request, "organisation", slug),
        rows=[(labelled(f), shown(kept, f), shown(gone, f)) for f in fields],
    )  # fmt: skip


@require_POST
def right(request: CoalitionRequest, slug: str) -> HttpResponse:
    """Say that an organisation's page is right as it stands."""
    confirm_profile(Organisation.objects.get(pk=find(request, slug).pk), by=request.capacity, at=now())
    toast(request, _("Thank you. Nothing else needs you here."))
    return redirect(inside(request, "organisation", slug))
