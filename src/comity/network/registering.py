"""What this wing tells the rooms below: filled in once, when the apps are ready."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.clock import day_of, now
from comity.coalitions.merging import on_merge
from comity.coalitions.panels import panels
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing
from comity.network import jobs, paper
from comity.network.acts import take_roster_back, take_word_back
from comity.network.calls import registering as calls
from comity.network.circles import registering as circles
from comity.network.contacts import registering as contacts
from comity.network.crowd import registering as crowd
from comity.network.introductions import registering as introductions
from comity.network.merging import move_ties
from comity.network.models import RosterDraft, Rung, Tie
from comity.network.news import registering as news
from comity.network.panels import relationships
from comity.network.pulse import registering as pulse
from comity.network.queries.kept import outdate
from comity.network.queries.ties import EVIDENCE, shown_to, ties_visible_to
from comity.network.reach import registering as reach
from comity.network.rungs import initiative_registering as initiatives
from comity.network.rungs import registering as rungs
from comity.network.rungs import weighing_registering as weighings
from comity.network.views.telling import rung_in_words
from comity.network.waves import registering as waves
from comity.network.waves import survey
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging

#: so many confirmed ties show that a coalition is a network
CONFIRMED_TIES = 5


def register() -> None:
    """Fill the registries."""
    about = gettext_lazy("Each pair of organisations that work together, and what each side says of it.")
    registry.export.register("ties", registry.Exportable(gettext_lazy("Ties"), table_of, about, public=True))
    registry.evidence.register("network.confirmed", confirmed_ties)
    registry.digest.register("network", digest_lines)
    registry.undo.register("network.roster.imported", undo_roster)
    registry.undo.register("network.tie.reported", undo_word)
    registry.undo.register("network.tie.ended", undo_word)
    registry.touched.register("network", outdate)
    on_merge.append(move_ties)
    panels.append(relationships)
    every(Rhythm.HOURLY, "network.sweep", jobs.sweep)
    every(Rhythm.MINUTELY, "network.keep_overviews", jobs.keep_overviews, for_install=True)
    every(Rhythm.MINUTELY, "network.free_stuck", jobs.free_stuck, for_install=True)
    contacts.register()
    waves.register()
    survey.register()
    calls.register()
    news.register()
    crowd.register()
    circles.register()
    reach.register()
    introductions.register()
    pulse.register()
    paper.register()
    register_belonging("rosters", RosterDraft, "coalition", "state", "row_count", "made_at", "expires_at")
    rungs.register()
    weighings.register()
    initiatives.register()


def table_of(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Ties as a table: header, then one row each, only what the reader may see."""
    yield (
        _("Organisation"), _("With"), _("The first says"), _("The second says"), _("The list says"), _("In contact"),
        _("Where it comes from"), _("Said on"), _("Relationship"), _("What they did together"),
    )  # fmt: skip
    rows = shown_to(standing, day_of(now())).select_related("first", "second").order_by("first__sort_name", "pk")
    for tie in rows.iterator(chunk_size=500):
        said = (tie.first_says, tie.second_says, tie.list_says)
        words = ("" if word is None else str(Rung(word).label) for word in said)
        yield (tie.first.name, tie.second.name, *words, tie.get_contact_display(), tie.source, tie.said_on,
               rung_in_words(tie.rung), _("yes") if tie.who == EVIDENCE else "")  # fmt: skip


def confirmed_ties(standing: Standing) -> Iterator[registry.Shown]:
    """Ties that both sides report show that organisations really work together."""
    both = Q(first_says__gt=0, second_says__gt=0)
    ties = ties_visible_to(standing).filter(both)
    url = _map(standing.coalition)
    yield registry.Shown(_("Working relationships that both sides confirm"), ties, CONFIRMED_TIES, url)


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """How many ties were said in that time."""
    days = since.date(), until.date() - timedelta(days=1)
    count = ties_visible_to(standing).filter(said_on__range=days).count()
    if count:
        said = ngettext(
            "{n} working relationship is new or newly told.",
            "{n} working relationships are new or newly told.",
            count,
        )
        yield said.format(n=count), _map(standing.coalition)


def _map(coalition: UUID) -> str:
    return reverse("network:map", args=[slug_of(coalition)])


def undo_roster(entry: Entry, *, by: Capacity, at: datetime) -> models.Model:
    """Take an imported roster back."""
    return take_roster_back(entry, by=by, at=at)


def undo_word(entry: Entry, *, by: Capacity, at: datetime) -> models.Model:
    """Take back what an organisation said of a tie, under the same hat."""
    facts, tie = json.loads(entry.text)["facts"], Tie.objects.get(pk=entry.ids_of("network.tie")[0])
    return take_word_back(tie, facts["before"], UUID(facts["speaker"]), by=by, at=at)
