"""What the kind of coalition tells the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.evidence import alike
from comity.coalitions.models import Coalition
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing
from comity.founding.kind import acts, effects, queries
from comity.founding.models import KindAnswer, KindChange
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    effects.register()
    registry.undo.register("founding.kind.chosen", chosen)
    registry.evidence.register("founding.kind", evidence)
    label, about = gettext_lazy("What kind is wanted"), gettext_lazy("What the founders want in four respects.")
    registry.export.register("kind_answers", registry.Exportable(label, queries.answers_table, about))
    label, about = gettext_lazy("Kinds of the coalition"), gettext_lazy("Which kind it became when, and why.")
    registry.export.register("kinds", registry.Exportable(label, queries.changes_table, about))
    register_belonging("kind_answered", KindAnswer, "coalition", "trait", "choice", "answered_at")
    register_belonging("kind_proposed", KindChange, "coalition", "kind", "reason", "proposed_at")


@alike
def evidence(standing: Standing) -> Iterator[registry.Shown]:
    """A kind is chosen."""
    if standing.inside and standing.coalition is not None:
        chosen = Coalition.objects.filter(pk=standing.coalition).exclude(type="")
        url = reverse("founding:kind", args=[slug_of(standing.coalition)])
        yield registry.Shown(_("A kind of coalition is chosen"), chosen, 1, url)


def chosen(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It was not chosen after all."""
    row = KindChange.objects.get(pk=entry.ids_of("founding.kindchange")[0])
    return acts.take_kind_back(row, by=by, at=at)
