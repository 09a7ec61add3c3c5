"""What the reasons tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import alike
from comity.base.moments import NOW
from comity.coalitions.merging import on_merge
from comity.coalitions.queries import members_of, slug_of
from comity.coalitions.standing import Standing
from comity.founding.models import WITH_FIGURES, Reaffirmation, Reason, ReasonKind
from comity.founding.reasons import acts, jobs, keeping, queries, telling
from comity.founding.reasons.linked import by_link
from comity.founding.reasons.merging import move_words
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    registry.reasons.register("founding.reasons", keeping.kept_lines)
    registry.touched.register("founding.reasons", keeping.forget)
    registry.evidence.register("founding.reasons", named)
    registry.evidence.register("founding.gains", gains)
    registry.evidence.register("founding.reaffirmed", reaffirmed)
    found = registry.Searchable(Reason, gettext_lazy("Reasons to work together"), document, rows)
    registry.search.register("founding.reason", found)
    label, about = gettext_lazy("Reasons to work together"), gettext_lazy("Reasons, benefits, and drawbacks.")
    registry.export.register("reasons", registry.Exportable(label, queries.reasons_table, about))
    label = gettext_lazy("Who stands by the reasons")
    about = gettext_lazy("What each member said to the reasons, and what it gains.")
    registry.export.register("reaffirmations", registry.Exportable(label, queries.said_table, about))
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    on_merge.append(move_words)
    register_purpose(telling.LINK, by_link)
    register_kind(telling.MAIL, gettext_lazy("Once a year: do we still stand by why we work together?"))
    every(Rhythm.DAILY, "founding.reasons", jobs.ask_each_year, "07:45")
    register_belonging("reasons_named", Reason, "coalition", "kind", "words", "counter", "named_at")
    register_belonging("reaffirmed", Reaffirmation, "coalition", "organisation", "stands", "words", "said_at")


@alike
def named(standing: Standing) -> Iterator[registry.Shown]:
    """A reason, a benefit, and a drawback with its counter-measure."""
    if not standing.inside or standing.coalition is None:
        return
    standing_now, groups = Reason.objects.filter(dropped_at=None), []
    for kinds in (WITH_FIGURES, (ReasonKind.BENEFIT,), (ReasonKind.DRAWBACK,)):
        earlier = standing_now.filter(kind__in=kinds, pk__lt=OuterRef("pk"))
        groups.append(standing_now.filter(~Exists(earlier), kind__in=kinds).values("pk"))
    first, second, third = groups
    found = standing_now.filter(pk__in=first) | standing_now.filter(pk__in=second) | standing_now.filter(pk__in=third)
    text = _("A reason, a benefit, and a drawback with what you do about it")
    yield registry.Shown(text, found, 3, _page(standing))


@alike
def gains(standing: Standing) -> Iterator[registry.Shown]:
    """Each member has said what it gains."""
    if standing.inside and standing.coalition is not None:
        said = Reaffirmation.objects.filter(replaced_at=None, stands=True).exclude(words="").values("organisation")
        members = members_of(standing.coalition)
        text = _("Members that said what they gain")
        yield registry.Shown(text, members.filter(pk__in=said), members, _page(standing))


@alike
def reaffirmed(standing: Standing) -> Iterator[registry.Shown]:
    """Each member has said within a year that it stands by the reasons."""
    if standing.inside and standing.coalition is not None:
        members, said = members_of(standing.coalition), Reaffirmation.objects.filter(replaced_at=None, stands=True)
        ever, fresh = said.values("organisation"), said.filter(said_at__gt=NOW - queries.YEAR).values("organisation")
        yield registry.Shown(
            _("Members that stand by our reasons"), members.filter(pk__in=ever), members, _page(standing),
            fresh=members.filter(pk__in=fresh), fresh_of=members,
        )  # fmt: skip


def document(row: Reason) -> registry.Document:
    """A reason by its words; one that was taken out is found no longer."""
    gone = row.dropped_at is not None
    title, text = ("", "") if gone else (row.words[:300], f"{row.words}\n{row.counter}")
    level = Confidentiality.NAMED if gone else Confidentiality.COALITION
    return registry.Document(row.coalition_id, title, text, row.get_absolute_url(), level)


def rows(coalition: UUID) -> Iterator[Reason]:
    """All reasons of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Reason.objects.select_related("coalition").iterator(chunk_size=500)


def _page(standing: Standing) -> str:
    return reverse("founding:reasons", args=[slug_of(standing.coalition)])


def undo_named(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It is taken out."""
    return acts.drop_reason(_reason(entry), by=by, at=at)


def undo_dropped(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It stands there again."""
    return acts.restore_reason(_reason(entry), by=by, at=at)


def _reason(entry: Entry) -> Reason:
    found: Reason = Reason.objects.get(pk=entry.ids_of(Reason._meta.label_lower)[0])
    return found


UNDO = {"founding.reason.named": undo_named, "founding.reason.dropped": undo_dropped}
