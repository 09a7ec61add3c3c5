"""The coalition's own data as tables, header first; only for those inside."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base.registry import Exportable
from comity.coalitions.models import Mandate, MembershipChange, Structure, Term
from comity.coalitions.queries import visible_bodies, visible_organisations, visible_people
from comity.coalitions.standing import Standing

Rows = Iterator[tuple[Any, ...]]
A_READ = 500


def organisations(standing: Standing) -> Rows:
    """Every organisation of the list with its profile."""
    yield (
        "id", "name", "shown_as", "membership", "since", "leaves", "sector", "stands_in", "people", "place", "website",
        "in_its_own_words", "serves", "languages", "holidays", "who_decides", "decides", "lead_days",
    )  # fmt: skip
    o: Any
    for o in visible_organisations(standing).iterator(A_READ):
        yield (
            o.pk, o.name, o.shown_as_here, o.state_here, o.since_here, o.leaves_here, o.sector, o.base, o.people_count,
            o.place, o.website, o.words, o.serves, o.languages, o.holidays, o.decided_by, o.decides, o.lead_days,
        )  # fmt: skip


def people(standing: Standing) -> Rows:
    """Everyone who acts or acted here; addresses only for those who coordinate."""
    yield ("id", "name", "e-mail") if standing.coordinates else ("id", "name")
    for one in visible_people(standing).iterator(A_READ):
        yield (one.pk, one.name, one.email) if standing.coordinates else (one.pk, one.name)


def bodies(standing: Standing) -> Rows:
    """All bodies, ended ones too."""
    yield "id", "name", "kind", "own_kind", "under", "purpose", "since", "ended"
    for one in visible_bodies(standing).select_related("parent").iterator(A_READ):
        above = one.parent.name if one.parent else ""
        yield one.pk, one.name, one.kind, one.own_kind, above, one.purpose, one.since_on, one.ended_on


def seats(standing: Standing) -> Rows:
    """All terms: who filled which seat, as what, from when until when."""
    yield "body", "organisation", "person", "role", "from", "until", "seat_since", "seat_ended", "seat_level"
    if not standing.inside:
        return
    rows = Term.objects.select_related("seat__body", "seat__organisation", "person")
    for term in rows.order_by("seat__body__name", "starts_on", "pk").iterator(A_READ):
        seat = term.seat
        yield (
            seat.body.name, seat.organisation.name, term.person.name, term.role, term.starts_on, term.ends_on,
            seat.since_on, seat.ended_on, seat.level,
        )  # fmt: skip


def structures(standing: Standing) -> Rows:
    """What each body agreed about itself."""
    names = [field.name for field in Structure._meta.fields if field.name not in ("id", "coalition", "body")]
    yield "body", *names
    if not standing.inside:
        return
    rows = Structure.objects.select_related("body").order_by("body__name", "pk")
    for sheet in rows.iterator(A_READ):
        yield sheet.body.name, *(getattr(sheet, name) for name in names)


def mandates(standing: Standing) -> Rows:
    """All mandates: who could do what for whom, from when until when."""
    yield "person", "organisation", "body", "speak", "vote", "sign", "report", "coordinate", "from", "until"
    if not standing.inside:
        return
    rows = Mandate.objects.select_related("person", "organisation", "body")
    for m in rows.order_by("starts_on", "pk").iterator(A_READ):
        whom = (m.organisation.name if m.organisation else "", m.body.name if m.body else "")
        may = (m.speaks, m.votes, m.signs, m.reports, m.coordinates)
        yield (m.person.name, *whom, *may, m.starts_on, m.ends_on)


def changes(standing: Standing) -> Rows:
    """How each membership came about, step by step."""
    yield "organisation", "state", "on", "reason"
    if not standing.inside:
        return
    rows = MembershipChange.objects.select_related("membership__organisation").order_by("on", "pk")
    for step in rows.iterator(A_READ):
        yield step.membership.organisation.name, step.state, step.on, step.reason


#: name → table
ALL = {
    "organisations": Exportable(
        gettext_lazy("Organisations"), organisations,
        gettext_lazy("Each organisation the coalition knows: how it belongs, and what it says of itself."),
    ),
    "memberships": Exportable(
        gettext_lazy("Memberships, step by step"), changes,
        gettext_lazy("Each step by which an organisation came, paused, came back or left."),
    ),
    "people": Exportable(
        gettext_lazy("People"), people, gettext_lazy("Everyone who acts or acted in the coalition."),
    ),
    "bodies": Exportable(
        gettext_lazy("Bodies"), bodies, gettext_lazy("Each assembly, committee and group, ended ones too."),
    ),
    "structures": Exportable(
        gettext_lazy("Structure sheets"), structures,
        gettext_lazy("How long each body lasts, how often and where it meets, how long people serve."),
    ),
    "seats": Exportable(
        gettext_lazy("Seats and terms"), seats,
        gettext_lazy("Who filled which organisation’s seat in which body, from when until when."),
    ),
    "mandates": Exportable(
        gettext_lazy("Mandates"), mandates,
        gettext_lazy("Who could speak, vote, sign, report or coordinate for whom, from when until when."),
    ),
}  # fmt: skip
