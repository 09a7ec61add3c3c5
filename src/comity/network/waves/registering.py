"""What waves tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit import sealing
from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.network.acts import drop_wave, restore_wave
from comity.network.models import Wave
from comity.network.waves import tables, working
from comity.network.waves.sealing import TEXTS
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    registry.search.register("network.wave", registry.Searchable(Wave, gettext_lazy("Waves"), document, rows))
    for name, label, table, about in _TABLES:
        registry.export.register(name, registry.Exportable(label, table, about))
    for name in ("kept", "imported", "surveyed"):
        registry.undo.register(f"network.wave.{name}", undo_keeping)
    registry.undo.register("network.wave.dropped", undo_dropping)
    register_belonging("waves_kept", Wave, "coalition", "name", "taken_at")
    every(Rhythm.MINUTELY, "network.keep_waves", working.keep_missing, for_install=True)
    sealing.check(TEXTS)


_TABLES = (
    ("waves", gettext_lazy("Waves"), tables.waves_table,
     gettext_lazy("Snapshots of who said what of whom: what was asked, when, and how many answered.")),
    ("wave_organisations", gettext_lazy("Organisations in waves"), tables.members_table,
     gettext_lazy("Each organisation of a wave under the name, sector, place and size of its day.")),
    ("wave_reports", gettext_lazy("Reports in waves"), tables.reports_table,
     gettext_lazy("Who named whom in a wave, and how; ratings stay here.")),
    ("wave_scores", gettext_lazy("Scores in waves"), tables.scores_table,
     gettext_lazy("What each organisation’s place in a wave measures, under each rule.")),
)  # fmt: skip


def document(wave: Wave) -> registry.Document:
    """A wave by its name and what was asked; one out of use is found no longer."""
    return registry.Document(
        coalition=wave.coalition_id, title=wave.name, text=wave.question, url=wave.get_absolute_url(),
        confidentiality=Confidentiality.NAMED if wave.dropped_at else Confidentiality(wave.confidentiality),
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Wave]:
    """All waves of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Wave.objects.select_related("coalition").iterator(chunk_size=500)


def undo_keeping(entry: Entry, *, by: Capacity, at: datetime) -> models.Model:
    """Take a wave out of use that was just kept."""
    return drop_wave(_wave(entry), by=by, at=at)


def undo_dropping(entry: Entry, *, by: Capacity, at: datetime) -> models.Model:
    """Use it again."""
    return restore_wave(_wave(entry), by=by, at=at)


def _wave(entry: Entry) -> Wave:
    found: Wave = Wave.objects.get(pk=entry.ids_of("network.wave")[0])
    return found
