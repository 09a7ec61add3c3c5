"""What copying a structure tells the rooms below."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.founding.copying import acts, queries
from comity.founding.models import StructureCopy
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    registry.undo.register("founding.structure.copied", copied)
    label, about = gettext_lazy("Copied structures"), gettext_lazy("Which structure was copied here, and what it made.")
    registry.export.register("structure_copies", registry.Exportable(label, queries.table, about))
    register_belonging("structures_copied", StructureCopy, "coalition", "source_name", "copied_at")


def copied(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It was not copied after all."""
    row = StructureCopy.objects.get(pk=entry.ids_of("founding.structurecopy")[0])
    return acts.take_copy_back(row, by=by, at=at)
