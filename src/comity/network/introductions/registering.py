"""What introductions tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.coalitions.merging import on_merge
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing
from comity.network.acts.introductions import drop_round
from comity.network.introductions import jobs, queries, telling
from comity.network.introductions.linked import by_link
from comity.network.introductions.lists import names_of
from comity.network.introductions.merging import move_introductions
from comity.network.models import (
    Introduction,
    IntroductionNote,
    IntroductionRound,
    IntroductionSide,
    IntroductionState,
)
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging

#: so many meetings show that members get to know each other
MEETINGS = 3


def register() -> None:
    """Fill the registries."""
    label = gettext_lazy("Introductions")
    registry.search.register("network.introduction", registry.Searchable(Introduction, label, document, rows))
    about = gettext_lazy("Who was introduced to whom, what each said, and when they met.")
    registry.export.register("introductions", registry.Exportable(label, queries.introductions_table, about))
    about = gettext_lazy("What you noted for yourself about first talks. Nobody else gets these.")
    name = gettext_lazy("Your notes on first talks")
    registry.export.register("introduction-notes", registry.Exportable(name, queries.notes_table, about))
    registry.evidence.register("network.introductions", meetings)
    registry.digest.register("network.introductions", digest_lines)
    registry.undo.register("network.introductions.proposed", undo_round)
    register_purpose(telling.LINK, by_link)
    register_kind(telling.ANSWER, gettext_lazy("Introductions that wait for our answer"))
    register_kind(telling.MEET, gettext_lazy("Introductions that both sides want"))
    register_kind(telling.NEWS, gettext_lazy("News of introductions"))
    every(Rhythm.DAILY, "network.introductions", jobs.remind, "07:30")
    on_merge.append(move_introductions)
    said = ("coalition", "introduction", "says", "words", "answered_at")
    register_belonging("answers_to_introductions", IntroductionSide, *said)
    register_belonging("notes_on_introductions", IntroductionNote, "coalition", "introduction", "text", "noted_at")
    register_belonging("introductions_proposed", IntroductionRound, "coalition", "number", "made_at")
    helped = ("coalition", "state", "met_on")
    register_belonging("introductions_facilitated", Introduction, *helped, by="facilitator")


def document(introduction: Introduction) -> registry.Document:
    """An introduction by the names of those in it."""
    found = queries.to_read(Introduction.objects.filter(pk=introduction.pk)).get()
    over = introduction.state == IntroductionState.DROPPED
    title = _("First talk: {names}").format(names=names_of(found))
    words = "\n".join(side.words for side in found.sides.all())
    return registry.Document(
        introduction.coalition_id, "" if over else title[:300], "" if over else words, found.get_absolute_url(),
        introduction.confidentiality,
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Introduction]:
    """All introductions of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Introduction.objects.select_related("coalition").iterator(chunk_size=500)


def meetings(standing: Standing) -> Iterator[registry.Shown]:
    """Members that never met have met."""
    met: QuerySet[Any] = queries.visible_to(standing).filter(state=IntroductionState.MET)
    url = reverse("network:introductions", args=[slug_of(standing.coalition)])
    yield registry.Shown(_("Members that were introduced have met"), met, MEETINGS, url)


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """How many met in that time."""
    count = queries.visible_to(standing).filter(met_on__gt=since.date(), met_on__lte=until.date()).count()
    if count:
        said = ngettext("{n} first talk was held.", "{n} first talks were held.", count).format(n=count)
        yield said, reverse("network:introductions", args=[slug_of(standing.coalition)])


def undo_round(entry: Entry, *, by: Capacity, at: datetime) -> IntroductionRound:
    """Take the proposals of a round back."""
    pk = entry.ids_of("network.introductionround")[0]
    return drop_round(IntroductionRound.objects.get(pk=pk), by=by, at=at)
