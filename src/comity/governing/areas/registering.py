"""What areas and competences tell the rooms below."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.coalitions.merging import on_merge
from comity.coalitions.standing import Standing
from comity.core.duties import Part
from comity.governing.acts import areas as acts
from comity.governing.areas import queries
from comity.governing.models import Area, Competence, Duty
from comity.people.belongings import register_belonging
from comity.people.models import Organisation

#: so many areas without anything unclear show that the work is divided
CLEAR_AREAS = 3


def register() -> None:
    """Fill the registries."""
    registry.search.register(
        "governing.area", registry.Searchable(Area, gettext_lazy("Areas"), area_document, rows_of(Area))
    )
    competences = registry.Searchable(
        Competence, gettext_lazy("Competences"), competence_document, rows_of(Competence, "organisation")
    )
    registry.search.register("governing.competence", competences)
    about = gettext_lazy("Each organisation’s part in each area of the common work, ended ones too.")
    registry.export.register(
        "areas", registry.Exportable(gettext_lazy("Who does what"), queries.areas_table, about)
    )
    about = gettext_lazy("What each organisation says it is good at, and what shows it.")
    registry.export.register(
        "competences", registry.Exportable(gettext_lazy("Competences"), queries.competences_table, about)
    )
    registry.evidence.register("governing.divided", divided)
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    on_merge.append(move_parts)
    register_belonging(
        "parts_in_areas", Duty, "coalition", "organisation", "area", "part", "said_at", "ended_at"
    )
    said = ("coalition", "organisation", "name", "level", "evidence", "said_at", "ended_at")
    register_belonging("competences", Competence, *said)


def area_document(area: Area) -> registry.Document:
    """An area by its name, what belongs to it and what it takes. A closed one is found no longer."""
    level = Confidentiality.COALITION if area.ended_at is None else Confidentiality.NAMED
    text = f"{area.words}\n{area.needs}"
    return registry.Document(area.coalition_id, area.name, text, area.get_absolute_url(), level)


def competence_document(one: Competence) -> registry.Document:
    """What an organisation is good at. What was taken back is found no longer."""
    level = Confidentiality.COALITION if one.ended_at is None else Confidentiality.NAMED
    url = reverse("governing:competences", args=[one.coalition.slug])
    return registry.Document(
        one.coalition_id, f"{one.name} ({one.organisation.name})", one.evidence, url, level
    )


def rows_of(model: Any, *related: str) -> Callable[[UUID], Iterator[Any]]:
    """All rows of a coalition, for the index."""

    def rows(coalition: UUID) -> Iterator[Any]:
        with scope(coalition=coalition):
            yield from model.objects.select_related("coalition", *related).iterator(chunk_size=500)

    return rows


def divided(standing: Standing) -> Iterator[registry.Shown]:
    """Areas in which exactly one decides and one does."""
    rows = queries.with_parts(queries.areas_visible_to(standing), standing.coalition)
    clear = Area.objects.filter(pk__in=rows.filter(ended_at=None, decide=1, do=1).values("pk"))
    yield registry.Shown(
        _("Areas in which it is clear who decides and who does the work"), clear, CLEAR_AREAS
    )


def move_parts(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Parts and competences of `gone` become those of `kept`; what both said stands once."""
    rows: list[models.Model] = []
    own = set(Duty.objects.filter(organisation=kept, ended_at=None).values_list("area", "part"))
    for duty in Duty.objects.filter(organisation=gone, ended_at=None):
        rows.append(_moved(duty, kept, at, doubled=(duty.area_id, duty.part) in own))
    keys = set(Competence.objects.filter(organisation=kept, ended_at=None).values_list("key", flat=True))
    for one in Competence.objects.filter(organisation=gone, ended_at=None):
        rows.append(_moved(one, kept, at, doubled=one.key in keys))
    return rows


def _moved(row: Any, kept: Organisation, at: datetime, *, doubled: bool) -> models.Model:
    if doubled:
        row.ended_at = at
    else:
        row.organisation = kept
    stored: models.Model = row.store()
    return stored


# ── one step back ──


def _row(entry: Entry, model: Any) -> Any:
    label = model._meta.label_lower
    pk = entry.ids_of(label)[0]
    return model.objects.get(pk=pk)


def area_closed(entry: Entry, *, by: Capacity, at: datetime) -> Area:
    """The area is taken up again."""
    return acts.reopen_area(_row(entry, Area), by=by, at=at)


def part_claimed(entry: Entry, *, by: Capacity, at: datetime) -> Duty:
    """The part is dropped again."""
    return acts.drop_part(_row(entry, Duty), by=by, at=at)


def part_dropped(entry: Entry, *, by: Capacity, at: datetime) -> Duty:
    """The part is claimed anew."""
    duty = _row(entry, Duty)
    return acts.claim_part(duty.area, Part(duty.part), organisation=duty.organisation, by=by, at=at)


def competence_stated(entry: Entry, *, by: Capacity, at: datetime) -> Competence:
    """It is taken back; what was said before it stays replaced."""
    return acts.withdraw_competence(_row(entry, Competence), by=by, at=at)


def competence_withdrawn(entry: Entry, *, by: Capacity, at: datetime) -> Competence:
    """It is said anew, in the same words."""
    one = _row(entry, Competence)
    if one.ended_at is None:
        raise ValidationError(_("This was changed again since. Change it by hand."))
    return acts.state_competence(name=one.name, level=one.level, evidence=one.evidence, by=by, at=at)


UNDO: dict[str, Callable[..., Any]] = {
    "governing.area.closed": area_closed,
    "governing.duty.claimed": part_claimed,
    "governing.duty.dropped": part_dropped,
    "governing.competence.stated": competence_stated,
    "governing.competence.withdrawn": competence_withdrawn,
}
