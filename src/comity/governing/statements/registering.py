"""What statements and the media log tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.coalitions.standing import Standing
from comity.credits.queries import contributions
from comity.governing.acts.media import restore_media
from comity.governing.models import Clearance, MediaEntry, Statement, StatementVersion, Vote
from comity.governing.statements import permissions, queries, tables, telling
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    registry.search.register(
        "governing.statement", registry.Searchable(Statement, gettext_lazy("Statements"), document, rows)
    )
    about = gettext_lazy("What was said to the outside, in whose name, and what was withdrawn.")
    registry.export.register(
        "statements",
        registry.Exportable(gettext_lazy("Statements"), queries.statements_table, about, public=True),
    )
    about = gettext_lazy(
        "Where the coalition and its members were in the media, and who spoke in which capacity."
    )
    registry.export.register(
        "media", registry.Exportable(gettext_lazy("Media log"), queries.media_table, about)
    )
    tables.register()
    registry.digest.register("governing.statements", digest_lines)
    registry.holders.register("governing.statement", holder())
    registry.undo.register("governing.media.struck", media_struck)
    contributions.register("governing.statement", took_part)
    register_kind(telling.CLEAR, gettext_lazy("Statements that wait for me to clear them"))
    register_kind(telling.NEWS, gettext_lazy("News of statements I drafted"))
    register_kind(telling.LEFT_OUT, gettext_lazy("Statements that leave our organisation out"))
    register_belongings()


def register_belongings() -> None:
    """What is kept about a person."""
    said = ("coalition", "kind", "title", "acts_for", "organisation", "drafted_at", "published_at")
    register_belonging("statements", Statement, *said)
    register_belonging("versions_of_statements", StatementVersion, "coalition", "title", "text", "written_at")
    register_belonging("clearances", Clearance, "coalition", "statement", "yes", "why", "said_at")
    register_belonging(
        "in_the_media", MediaEntry, "coalition", "on", "outlet", "about", "spoke_as", "clip", by="spoke"
    )
    register_belonging("media_log", MediaEntry, "coalition", "on", "outlet", "about", "entered_at")


def document(statement: Statement) -> registry.Document:
    """A statement as it was last published; before that the coalition's draft, and nothing of an organisation's own."""
    hidden = statement.shown is None and statement.kind == "own"
    number = statement.shown or statement.number
    text = "" if hidden else queries.version_of(statement, number).text
    title = "" if hidden else statement.title
    return registry.Document(
        statement.coalition_id, title, text, statement.get_absolute_url(), statement.confidentiality
    )


def rows(coalition: UUID) -> Iterator[Statement]:
    """All statements of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Statement.objects.select_related("coalition").iterator(chunk_size=500)


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """What was published in that time."""
    for one in queries.published_between(standing, since, until):
        said = _("Published in our name: {title}") if one.kind == "coalition" else _("{name} says: {title}")
        yield said.format(title=one.title, name=one.for_name), one.get_absolute_url()


def holder() -> registry.Holder:
    """A statement holds its credit."""
    return registry.Holder(
        label=gettext_lazy("Statement"),
        find=lambda standing, pk: (
            queries.visible_to(standing).select_related("coalition").filter(pk=pk).first()
        ),
        title=lambda statement: statement.title,
        url=Statement.get_absolute_url,
        may_write=lambda by, statement, at: permissions.may_write_statement(by, statement, at=at),
        things=queries.visible_to,
    )


def took_part(statement: Statement) -> Iterator[tuple[UUID, str, str]]:
    """For credit: the organisations that voted for the decision it rests on."""
    if statement.kind != "coalition" or statement.question_id is None:
        return
    votes = Vote.objects.filter(question=statement.question_id, replaced_at=None, choice="yes")
    for vote in votes.select_related("organisation").order_by("organisation__sort_name", "pk"):
        yield vote.organisation_id, vote.organisation.name, _("voted for the decision it rests on")


def media_struck(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The item is put back."""
    pk = entry.ids_of("governing.mediaentry")[0]
    return restore_media(MediaEntry.objects.get(pk=pk), by=by, at=at)
