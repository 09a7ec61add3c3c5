"""What the drive tells the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import alike
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing
from comity.founding.mission import acts, paper, queries, telling
from comity.founding.models import Drive, EndorsementDraft
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    label = gettext_lazy("Endorsement drives")
    registry.search.register("founding.drive", registry.Searchable(Drive, label, document, rows))
    about = gettext_lazy("When everybody was asked to endorse the mission, how many were wanted, and how many came.")
    registry.export.register("endorsement_drives", registry.Exportable(label, queries.drives_table, about))
    about = gettext_lazy("Each confirmed endorsement: group and place; the name of those who want to be named.")
    exported = registry.Exportable(gettext_lazy("Endorsements"), queries.endorsements_table, about)
    registry.export.register("endorsements", exported)
    registry.evidence.register("founding.endorsements", evidence)
    registry.undo.register("founding.drive.started", started)
    registry.undo.register("founding.drive.closed", closed)
    paper.register()
    register_kind(telling.CONFIRM, gettext_lazy("Confirming an endorsement"), can_be_quieted=False)
    register_kind(telling.AGAIN, gettext_lazy("The link of an endorsement, once more"), can_be_quieted=False)
    every(Rhythm.HOURLY, "founding.sweep_endorsements", sweep)
    register_belonging("endorsement_drives", Drive, "coalition", "words", "target", "started_at", "closed_at")


def sweep(_coalition: UUID | None, at: datetime) -> None:
    """Forget sign-ups that nobody confirmed."""
    EndorsementDraft.objects.filter(expires_at__lt=at).delete()


def document(drive: Drive) -> registry.Document:
    """A drive by its words; who signed is found on its page."""
    level = Confidentiality.COALITION
    return registry.Document(drive.coalition_id, str(drive), drive.words, drive.get_absolute_url(), level)


def rows(coalition: UUID) -> Iterator[Drive]:
    """All drives of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Drive.objects.select_related("coalition").iterator(chunk_size=500)


@alike
def evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Whether the newest drive has met its target, and somebody came from every group. No query of its own."""
    if not standing.inside or standing.coalition is None:
        return
    kept = Q(endorsements__withdrawn_at=None)
    newer = Drive.objects.filter(started_at__gt=OuterRef("started_at"))
    newest = Drive.objects.filter(~Exists(newer))
    met = newest.annotate(total=Count("endorsements", filter=kept)).filter(total__gte=F("target"))
    came = Count("endorsements__group", filter=kept, distinct=True)
    all_groups = newest.annotate(came=came).filter(came__gte=F("group_count"))
    url = reverse("founding:mission", args=[slug_of(standing.coalition)]) + "#endorsements"
    enough, from_all = (Drive.objects.filter(pk__in=rows.values("pk")) for rows in (met, all_groups))
    yield registry.Shown(_("As many endorsements as are wanted"), enough, 1, url)
    told = _("Endorsements from every group that was asked")
    yield registry.Shown(told, from_all, 1, url, "founding.endorsements.groups")


def _drive(entry: Entry) -> Drive:
    found: Drive = Drive.objects.get(pk=entry.ids_of("founding.drive")[0])
    return found


def started(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The page is closed."""
    return acts.close_drive(_drive(entry), by=by, at=at)


def closed(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """Everybody can sign again."""
    return acts.reopen_drive(_drive(entry), by=by, at=at)
