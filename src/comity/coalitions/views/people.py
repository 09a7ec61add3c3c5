"""The people who act here: list, page, invitation, mandates."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.clock import day_of, now
from comity.base.lists import Column, Empty, Listing, Words
from comity.base.refusal import require
from comity.base.templatetags.marks import person as person_mark
from comity.coalitions.acts import (
    end_mandate,
    extend_mandate,
    give_mandate,
    invite_again,
    invite_representative,
)
from comity.coalitions.acts.invitations import never_came
from comity.coalitions.asking import ask, inside, posted
from comity.coalitions.forms.people import ExtendForm, GiveForm, InviteForm, SureForm
from comity.coalitions.models import Body, Mandate, Power, Term
from comity.coalitions.permissions import mandating
from comity.coalitions.queries import visible_organisations, visible_people
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import INSIDE, live
from comity.coalitions.views.showing import desk, history
from comity.people.models import Person


def listed(request: CoalitionRequest) -> Listing:
    """Everyone who acts or acted here, with the hats they wear."""
    day = day_of(now())
    mandates = (
        Mandate.objects.filter(live(day)).select_related("organisation", "body").order_by("starts_on", "pk")
    )
    terms = (
        Term.objects.filter(live(day), seat__ended_on=None)
        .select_related("seat__body")
        .order_by("starts_on", "pk")
    )
    rows = visible_people(request.standing).prefetch_related(
        Prefetch("mandates", mandates, to_attr="hats"), Prefetch("terms", terms, to_attr="fills")
    )
    return Listing(
        request, rows, name="people", caption=_("People"), default="name", columns=_columns(request),
        filters=(Words(("name",)), ActingFor((), key="for", label=_("Acts for"))),
        empty=Empty(_("Nobody yet"), _("People come in when somebody invites them to act for their organisation."),
                    "user", _("Invite somebody"), inside(request, "invite"), _("“Marta Lind votes for Open Door.”")),
    )  # fmt: skip


def people(request: CoalitionRequest) -> HttpResponseBase:
    """The list of people."""
    listing = listed(request)
    context = {"desk": desk(request.standing, at=now()), "may_invite": _gives(request)}
    return listing.export() or render(request, "coalitions/people.html", context | {"page": listing.page()})


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("coalitions:person", request.coalition.slug, like=UUID(int=0))
    return [
        Column("name", _("Name"), "name", sort="sort_name", head=True, show=lambda p: _named(p, page(p.pk))),
        Column("hats", _("Acts for"), _hats),
        Column("may", _("May"), _powers),
        Column("fills", _("Sits in"), _fills),
        Column("until", _("Until"), _until),
    ]  # fmt: skip


def _named(one: Any, url: str) -> str:
    return format_html(
        '<a class="org" href="{}">{}<span><b>{}</b></span></a>', url, person_mark(one), one.name
    )


def _hats(one: Any) -> str:
    return ", ".join(dict.fromkeys(str(m.organisation or m.body) for m in one.hats))


def _powers(one: Any) -> str:
    held = frozenset().union(*(m.powers for m in one.hats))
    return ", ".join(str(power.label) for power in Power if power in held)


def _fills(one: Any) -> str:
    return ", ".join(f"{term.seat.body.name} ({term.get_role_display()})" for term in one.fills)


def _until(one: Any) -> object:
    ends = [m.ends_on for m in one.hats if m.ends_on]
    return min(ends) if ends else None


class ActingFor(Words):
    """People who act for an organisation in whose name every word occurs."""

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        mandates = Mandate.objects.filter(live(day_of(now())), person=OuterRef("pk"))
        return rows.filter(Exists(Words(("organisation__name",)).narrow(mandates, value)))


# ── one person ──


def person(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """What somebody may do here, for whom, and until when."""
    one, at = get_object_or_404(visible_people(request.standing), pk=pk), now()
    rows = (
        Mandate.objects.filter(person=one)
        .select_related("organisation", "body")
        .order_by("-starts_on", "-pk")
    )
    mandates = list(rows)
    for row in mandates:
        row.may_end = may_end(request, row)
    context = {
        "one": one,
        "running": [m for m in mandates if m.holds(day_of(at))],
        "ended": [m for m in mandates if not m.holds(day_of(at))],
        "terms": _terms_of(one),
        "lines": history(request, one.pk, *(m.pk for m in mandates), limit=30),
        "never_came": request.standing.coordinates and bool(never_came([one.pk])),
        "desk": desk(request.standing, at=at),
        "may_give": request.standing.coordinates or _gives(request),
        "itself": one.pk == request.person.pk,
    }  # fmt: skip
    return render(request, "coalitions/person.html", context)


def _terms_of(one: Person) -> Any:
    return (
        Term.objects.filter(person=one)
        .select_related("seat__body", "seat__organisation")
        .order_by("-starts_on")
    )


def may_end(request: CoalitionRequest, mandate: Mandate) -> bool:
    """Whether a button for it makes sense; the act decides."""
    own = mandate.person_id == request.person.pk
    hold = request.standing.organisation(mandate.organisation_id)
    covered = hold is not None and Power.SPEAK in hold.powers and mandate.powers <= hold.powers
    return own or covered or request.standing.coordinates


def invite(request: CoalitionRequest) -> HttpResponse:
    """Ask somebody by mail to act for an organisation."""
    organisations = _may_give_for(request)
    if not organisations:
        require(mandating(request.standing, None, [Power.SPEAK], at=now()))
    mine = visible_organisations(request.standing).filter(pk__in=organisations)
    form = InviteForm(posted(request), organisations=mine, initial=_asked_for(request, mine))
    return ask(
        request, form, lambda **answers: invite_representative(by=request.capacity, at=now(), **answers),
        then=lambda mandate: inside(request, "organisation-mandates", mandate.organisation.slug),
        said=_("The invitation is on its way to {address}.").format(address=request.POST.get("email", "")),
        template="coalitions/invite.html", undo=False, nobody=not organisations,
    )  # fmt: skip


def _asked_for(request: CoalitionRequest, mine: Any) -> dict[str, object]:
    slug = request.GET.get("organisation", "")
    return {"organisation": mine.filter(slug=slug).first() if slug else request.capacity.organisation}


def _gives(request: CoalitionRequest) -> bool:
    """Is there an organisation whose mandates the reader may give?"""
    if request.standing.coordinates:
        return bool(_all_members(request).exists())
    return bool(_may_give_for(request))


def _all_members(request: CoalitionRequest) -> Any:
    return visible_organisations(request.standing).filter(merged_into=None, state_here__in=INSIDE)


def _may_give_for(request: CoalitionRequest) -> list[UUID]:
    """Organisations whose mandates the reader may give: all members' for coordinators, else the reader's own."""
    if request.standing.coordinates:
        return list(_all_members(request).values_list("pk", flat=True))
    return [h.of for h in request.standing.organisations if h.member and Power.SPEAK in h.powers]


# ── mandates ──


def give(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Give somebody who is here a further mandate, for an organisation or a body."""
    one = get_object_or_404(visible_people(request.standing), pk=pk)
    organisations = visible_organisations(request.standing).filter(pk__in=_may_give_for(request))
    bodies = Body.objects.filter(ended_on=None) if request.standing.coordinates else Body.objects.none()
    if not organisations and not bodies:
        require(mandating(request.standing, None, [Power.SPEAK], at=now()))

    def run(whom: Any, **answers: Any) -> Mandate:
        of = {"body": whom} if isinstance(whom, Body) else {"organisation": whom}
        return give_mandate(one, by=request.capacity, at=now(), **of, **answers)

    return ask(
        request, GiveForm(posted(request), organisations=organisations, bodies=bodies), run,
        then=inside(request, "person", pk), said=_("The mandate is given."), button=_("Give the mandate"),
        heading=_("What may {name} do, and for whom?").format(name=one.name), back=inside(request, "person", pk),
    )  # fmt: skip


def _mandate(pk: UUID) -> Mandate:
    rows = Mandate.objects.select_related("person", "organisation", "body", "coalition")
    row: Mandate = get_object_or_404(rows, pk=pk)
    return row


def extend(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Let a mandate last until another day."""
    row = _mandate(pk)
    require(mandating(request.standing, row.organisation_id, row.powers, at=now()))
    return ask(
        request, ExtendForm(posted(request), initial={"ends_on": row.ends_on}),
        lambda ends_on, read: extend_mandate(row, ends_on, by=request.capacity, at=now(), read=read), of=row,
        then=inside(request, "person", row.person_id), said=_("The mandate has another last day."),
        heading=_("How long shall {name} act for {whom}?").format(name=row.person, whom=row.organisation or row.body),
        button=_("Save the last day"), back=inside(request, "person", row.person_id),
    )  # fmt: skip


def end(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Recall a mandate, or give up one's own."""
    row = _mandate(pk)
    own = row.person_id == request.person.pk
    require(None if own else mandating(request.standing, row.organisation_id, row.powers, at=now()))
    return ask(
        request, SureForm(posted(request)), lambda: end_mandate(row, by=request.capacity, at=now()),
        then=inside(request, "person", row.person_id), said=_("The mandate has ended."), danger=True,
        heading=_("End the mandate of {name} for {whom}?").format(name=row.person, whom=row.organisation or row.body),
        lede=_("It ends at once. What waited for an answer goes to the next person with that mandate."),
        button=_("End the mandate"), back=inside(request, "person", row.person_id),
    )  # fmt: skip


def again(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Write an invitation once more."""
    row = _mandate(pk)
    require(mandating(request.standing, row.organisation_id, row.powers, at=now()))
    return ask(
        request, SureForm(posted(request)), lambda: invite_again(row, by=request.capacity, at=now()),
        then=inside(request, "person", row.person_id), said=_("We wrote again."), undo=False,
        heading=_("Write to {name} again?").format(name=row.person),
        lede=_("The mail holds a fresh link. Older links keep working until they expire."),
        button=_("Write again"), back=inside(request, "person", row.person_id),
    )  # fmt: skip
