"""Statements and the media log as people may read them; every read starts from `visible_to`."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from comity.coalitions.confidentiality import readable
from comity.coalitions.models import Mandate
from comity.coalitions.standing import Standing, live
from comity.credits.models import Credit
from comity.credits.models import State as CreditState
from comity.credits.queries import Missing, missing
from comity.governing.models import (
    Clearance,
    MediaEntry,
    Statement,
    StatementKind,
    StatementState,
    StatementVersion,
)


def visible_to(standing: Standing) -> "QuerySet[Statement]":
    """What was published, drafts of the coalition for members, and an organisation's own drafts for its people."""
    rows = readable(Statement.objects.all(), standing)
    if standing.operates:
        return rows
    own = Q(organisation__in=[hold.of for hold in standing.organisations])
    named = Q(case__people__person=standing.person, case__people__ended_at=None)
    unseen = Q(shown=None, kind=StatementKind.OWN)
    return rows.filter(~unseen | own | named).distinct()


def published(standing: Standing) -> "QuerySet[Statement]":
    """What was ever published, withdrawn ones too: they say so."""
    rows = visible_to(standing).filter(shown__isnull=False)
    return rows.select_related("organisation", "coalition").order_by("-published_at", "-pk")


def may_be_read(standing: Standing, versions: str = "") -> Q:
    """Of the versions of statements one may know of: those published, and others that are ours to see.

    While an organisation's own statement is out, its correction is known to its people alone. versions: the way to
    the versions, from where the condition is put; "" on the versions themselves.
    """
    to, of = (f"{versions}__", "") if versions else ("", "statement__")
    if standing.operates:
        return Q()
    mine = Q(**{f"{of}organisation__in": [hold.of for hold in standing.organisations]})
    inside = Q(**{f"{of}kind": StatementKind.COALITION}) if standing.inside else mine
    return Q(**{f"{to}published_at__isnull": False}) | Q(**{f"{of}shown": None}) | mine | inside


def to_read(rows: "QuerySet[Statement]", standing: Standing) -> "QuerySet[Statement]":
    """Statements with the versions that can be read, and clearances."""
    related = ("coalition", "organisation", "person", "question__coalition", "case__coalition")
    return rows.select_related(*related).prefetch_related(
        Prefetch("versions", StatementVersion.objects.filter(may_be_read(standing)).select_related("person")),
        Prefetch("clearances", Clearance.objects.select_related("person")),
    )


def version_of(statement: Statement, number: int) -> StatementVersion:
    """One version. One query."""
    found: StatementVersion = StatementVersion.objects.get(statement=statement, number=number)
    return found


def shown_text(statement: Statement) -> str:
    """The published text; needs `to_read`."""
    return next((one.text for one in statement.versions.all() if one.number == statement.shown), "")


def corrections(statement: Statement) -> list[StatementVersion]:
    """Published versions after the first, with what was corrected, newest first. Needs `to_read`."""
    rows = [one for one in statement.versions.all() if one.published_at is not None]
    return rows[:0:-1]


def own_people(statement: Statement, *, on: date) -> list[UUID]:
    """Everyone who acts for the organisation in whose name it stands."""
    mandates = Mandate.objects.filter(live(on), organisation=statement.organisation_id).order_by(
        "starts_on", "pk"
    )
    return [statement.person_id, *mandates.values_list("person", flat=True)]


def lines_of(statement: Statement) -> "QuerySet[Credit]":
    """Its lines of credit, in their order."""
    rows: QuerySet[Credit] = Credit.objects.filter(held_by="governing.statement", held_id=statement.pk)
    return (
        rows.exclude(state=CreditState.DROPPED)
        .select_related("organisation", "person")
        .order_by("place", "pk")
    )


def left_out(statement: Statement) -> list[Missing]:
    """Partners that took part, as far as the decision it rests on tells, and stand in no line of credit."""
    return missing(statement, list(lines_of(statement)))


def lift_credits(statement: Statement) -> list[models.Model]:
    """Credit is as open as what it belongs to: call when a statement's level has changed. Inside acts."""
    rows: list[models.Model] = []
    for credit in Credit.objects.filter(held_by="governing.statement", held_id=statement.pk):
        credit.belong_to(statement)
        rows.append(credit.store())
    return rows


def media_visible_to(standing: Standing) -> "QuerySet[MediaEntry]":
    """The media log, for those inside; without what was struck."""
    rows: QuerySet[MediaEntry] = MediaEntry.objects.all() if standing.inside else MediaEntry.objects.none()
    return rows.filter(struck_at=None).select_related("spoke", "organisation", "coalition")


# ── what is taken along ──


def statements_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Statements, header first; for outsiders those published, as they read there."""
    yield "title", "kind", "in_the_name_of", "state", "published_at", "withdrawn_at", "withdrawn_why", "text"
    rows = to_read(visible_to(standing), standing).order_by("drafted_at", "pk")
    for one in rows.iterator(chunk_size=200):
        texts = {version.number: version.text for version in one.versions.all()}
        text = texts.get(one.shown or one.number, "")
        told = (one.title, one.kind, one.for_name, one.state, one.published_at)
        yield *told, one.withdrawn_at, one.withdrawn_why, text


def media_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """The media log, header first."""
    yield "day", "where", "kind", "about", "who_spoke", "as", "organisation", "link", "clip"
    for one in media_visible_to(standing).order_by("on", "pk").iterator(chunk_size=500):
        spoke, organisation = (
            one.spoke.name if one.spoke else "",
            one.organisation.name if one.organisation else "",
        )
        yield one.on, one.outlet, one.kind, one.about, spoke, one.spoke_as, organisation, one.link, one.clip


def published_between(standing: Standing, since: Any, until: Any) -> "QuerySet[Statement]":
    """What was published in that time."""
    rows = published(standing).filter(published_at__gt=since, published_at__lte=until)
    return rows.exclude(state=StatementState.WITHDRAWN)
