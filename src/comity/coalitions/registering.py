"""What this room tells those below and above: filled in once, when the apps are ready."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.clock import day_of, now
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import alike
from comity.base.moments import TODAY
from comity.coalitions import jobs, naming, tables, terms
from comity.coalitions.acts import parcels
from comity.coalitions.acts.erasing import only_coordinator, part_everywhere
from comity.coalitions.acts.invitations import KIND
from comity.coalitions.arriving import invited
from comity.coalitions.held import keepers_of_body
from comity.coalitions.models import (
    Body,
    Coalition,
    Mandate,
    Membership,
    MembershipChange,
    MembershipState,
    NamedReader,
    Parcel,
    Term,
)
from comity.coalitions.parcels import public
from comity.coalitions.permissions import (
    adding_to_body,
    adding_to_coalition,
    homes_of,
    keeping_papers,
    may_add_to_coalition,
    may_keep_papers,
)
from comity.coalitions.queries import slug_of, visible_bodies, visible_organisations
from comity.coalitions.standing import Standing, coalitions_of, live, standing_of
from comity.coalitions.undoing import UNDO
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people import erasure, visibility
from comity.people.belongings import register_belonging
from comity.people.models import Organisation, Person

#: how long before its last day a term or mandate is called to mind
SOON = timedelta(days=30)


def register() -> None:
    """Fill the registries."""
    for name, model, label, document in (
        ("coalitions.membership", Membership, gettext_lazy("Organisations"), organisation_document),
        ("coalitions.mandate", Mandate, gettext_lazy("People"), person_document),
        ("coalitions.body", Body, gettext_lazy("Bodies"), body_document),
    ):
        registry.search.register(name, registry.Searchable(model, label, document, _rows_of(model)))
    for name, table in tables.ALL.items():
        registry.export.register(name, table)
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    registry.holders.register(Body._meta.label_lower, body_as_holder())
    registry.holders.register(Coalition._meta.label_lower, coalition_as_holder())
    registry.uploads.register("logos", registry.Uploads(gettext_lazy("Pictures of organisations"), logos))
    registry.evidence.register("coalitions.joined", joined)
    registry.evidence.register("coalitions.seated", seated)
    registry.digest.register("coalitions", digest_lines)
    visibility.sees_organisation.append(sees_organisation)
    erasure.objections.append(only_coordinator)
    erasure.partings.append(part_everywhere)
    register_belongings()
    register_purpose(KIND, invited, once=True)
    register_kind(KIND, gettext_lazy("Invitations"), can_be_quieted=False)
    register_kind(parcels.KIND, gettext_lazy("What I asked to take along is ready"), can_be_quieted=False)
    register_kind(naming.KIND, gettext_lazy("Whom we send to a body next"))
    every(Rhythm.HOURLY, "coalitions.parcels", jobs.sweep)
    every(Rhythm.HOURLY, "coalitions.terms", terms.call_due)
    every(Rhythm.HOURLY, "coalitions.leaving", jobs.let_go)


def coalition_as_holder() -> registry.Holder:
    """The coalition as a whole holds what belongs to none of its bodies."""
    return registry.Holder(
        label=gettext_lazy("Coalition"), find=find_coalition, title=str, url=coalition_page,
        may_write=may_add_to_coalition, adding=adding_to_coalition,
    )  # fmt: skip


def find_coalition(standing: Standing, pk: UUID) -> Coalition | None:
    """The coalition itself, for those inside."""
    return Coalition.objects.filter(pk=pk).first() if standing.inside and pk == standing.coalition else None


def coalition_page(coalition: Coalition) -> str:
    """Where the coalition is at home."""
    return reverse("inside:home", args=[coalition.slug])


def register_belongings() -> None:
    """What this room keeps about a person."""
    of = ("coalition", "organisation", "body", "starts_on", "ends_on")
    register_belonging("mandates", Mandate, *of, "speaks", "votes", "signs", "reports", "coordinates")
    register_belonging("terms", Term, "coalition", "seat", "role", "starts_on", "ends_on")
    register_belonging("named_as_reader", NamedReader, "coalition", "thing")
    register_belonging("parcels", Parcel, "coalition", "state", "asked_at", "expires_at")


def body_as_holder() -> registry.Holder:
    """A body holds papers: texts and files that everyone inside may read, kept by those who act for it."""
    return registry.Holder(
        label=gettext_lazy("Body"),
        find=lambda standing, pk: visible_bodies(standing).select_related("coalition").filter(pk=pk).first(),
        title=lambda body: str(body.name),
        url=lambda body: reverse("coalitions:body", args=[slug_of(body.coalition_id), body.pk]),
        may_write=lambda by, body, at: may_keep_papers(by, body, at=at),
        keepers=keepers_of_body,
        keeping=lambda standing, by, body, at: keeping_papers(standing, by, body, at=at),
        adding=adding_to_body,
    )


def logos(standing: Standing) -> Iterator[str]:
    """The pictures of the organisations one may see; for outsiders, those that the public page shows."""
    if not standing.inside:
        yield from public.logos(Coalition.objects.get(pk=standing.coalition))
        return
    yield from visible_organisations(standing).exclude(logo="").values_list("logo", flat=True)


def sees_organisation(person: Person | None, organisation: Organisation) -> bool:
    """Whoever is inside a coalition that knows the organisation sees it."""
    if person is None:
        return False
    homes, at = homes_of(organisation.pk), now()
    mine = coalitions_of(person.pk, at=at).filter(pk__in=homes)
    return any(standing_of(person.pk, one.pk, at=at).inside for one in mine)


# ── search ──


def organisation_document(membership: Membership) -> registry.Document:
    """An organisation as this coalition knows it. One that was merged away or left is found no longer."""
    one = membership.organisation
    gone = one.merged_into_id is not None
    text = "\n".join(
        filter(None, (one.name, one.short, one.place, one.get_sector_display(), one.words, one.serves))
    )
    return _document(membership, membership.shown_as or one.name, text, "organisation", one.slug, hidden=gone)


def person_document(mandate: Mandate) -> registry.Document:
    """A person by one of their mandates here; an ended one is found no longer."""
    whom = str(mandate.organisation or mandate.body)
    hidden = not mandate.holds(day_of(now()))
    return _document(mandate, mandate.person.name, whom, "person", mandate.person_id, hidden=hidden)


def body_document(body: Body) -> registry.Document:
    """A body by its name and purpose."""
    return _document(body, body.name, f"{body.own_kind}\n{body.purpose}", "body", body.pk)


def _document(
    row: Any, title: str, text: str, page: str, key: object, *, hidden: bool = False
) -> registry.Document:
    url = reverse(f"coalitions:{page}", args=[row.coalition.slug, key])
    level = Confidentiality.NAMED if hidden else Confidentiality.COALITION
    return registry.Document(row.coalition_id, title, text, url, level)


def _rows_of(model: Any) -> Any:
    related = {Membership: ["organisation"], Mandate: ["person", "organisation", "body"], Body: []}[model]

    def rows(coalition: UUID) -> Iterator[Any]:
        with scope(coalition=coalition):
            yield from model.objects.select_related("coalition", *related).iterator(chunk_size=500)

    return rows


# ── what shows that it is real ──


@alike
def joined(standing: Standing) -> Iterator[registry.Shown]:
    """At least three members make a coalition."""
    members = Membership.objects.filter(state=MembershipState.MEMBER)
    yield registry.Shown(_("Organisations that have joined"), members, 3, _page(standing, "organisations"))


@alike
def seated(standing: Standing) -> Iterator[registry.Shown]:
    """A body besides the assembly in which people fill the seats."""
    filled = Term.objects.filter(live(TODAY), seat__ended_on=None, seat__body=OuterRef("pk"))
    bodies = Body.objects.filter(Exists(filled), ended_on=None)
    yield registry.Shown(_("Bodies whose seats are filled"), bodies, 1, _page(standing, "bodies"))


def _page(standing: Standing, name: str) -> str:
    return reverse(f"coalitions:{name}", args=[slug_of(standing.coalition)])


# ── the weekly digest ──


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """Who joined and left in that time; which terms of the reader and mandates of their organisations end soon."""
    steps = MembershipChange.objects.filter(on__gt=since.date(), on__lte=until.date()).select_related(
        "membership__organisation", "coalition"
    )
    said = {
        MembershipState.MEMBER: _("{name} is a member now"),
        MembershipState.LEFT: _("{name} has left"),
        MembershipState.SUSPENDED: _("{name} is suspended for now"),
    }
    for step in steps.filter(state__in=list(said)).exclude(
        membership__organisation__merged_into__isnull=False
    ):
        one = step.membership.organisation
        url = reverse("coalitions:organisation", args=[step.coalition.slug, one.slug])
        yield said[MembershipState(step.state)].format(name=step.membership.shown_as or one.name), url
    for one in Membership.objects.filter(leaves_on__gt=until.date()).select_related("organisation", "coalition"):
        url = reverse("coalitions:organisation", args=[one.coalition.slug, one.organisation.slug])
        day = date_format(one.leaves_on)
        yield _("{name} leaves on {day}").format(name=one.shown_as or one.organisation.name, day=day), url
    yield from _ending(standing, until)


def _ending(standing: Standing, until: datetime) -> Iterator[tuple[str, str]]:
    days = {"ends_on__gte": until.date(), "ends_on__lte": (until + SOON).date()}
    mine = [hold.of for hold in standing.organisations]
    mandates = Mandate.objects.filter(organisation__in=mine, **days).select_related(
        "person", "organisation", "coalition"
    )
    for one in mandates:
        text = _("The mandate of {person} for {name} ends on {day}").format(
            person=one.person, name=one.organisation, day=date_format(one.ends_on, "j F")
        )
        yield text, reverse("coalitions:person", args=[one.coalition.slug, one.person_id])
    terms = Term.objects.filter(seat__ended_on=None, **days)
    if not standing.coordinates:
        terms = terms.filter(seat__organisation__in=mine)
    for term in terms.select_related("person", "seat__body", "coalition"):
        text = _("The term of {person} in {body} ends on {day}").format(
            person=term.person, body=term.seat.body, day=date_format(term.ends_on, "j F")
        )
        yield text, reverse("coalitions:body", args=[term.coalition.slug, term.seat.body_id])
