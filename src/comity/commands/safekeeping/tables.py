"""Which tables there are, as the models say, and which of them are only derived from others."""

from typing import Any

from django.apps import apps
from django.db import models

from comity.base.models import Findable
from comity.commands.safekeeping.imprints import Kind, Table

#: Django's name of a field → what it holds; everything else is text
KINDS = {
    "UUIDField": Kind.UUID,
    "DateTimeField": Kind.MOMENT,
    "DateField": Kind.DAY,
    "TimeField": Kind.TIME,
    "DurationField": Kind.SPAN,
    "BooleanField": Kind.BOOLEAN,
    "JSONField": Kind.JSON,
    "BinaryField": Kind.BYTES,
    "DecimalField": Kind.DECIMAL,
    "FloatField": Kind.FLOAT,
}
#: made anew from the others, so never moved
DERIVED = frozenset({Findable._meta.db_table})


def tables() -> list[Table]:
    """Every table that a model stands for, by name."""
    known = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [table_of(model) for _name, model in sorted(known.items())]


def table_of(model: type[models.Model]) -> Table:
    """A model's table."""
    fields = model._meta.concrete_fields
    serial = next((f.column for f in fields if isinstance(f, models.AutoField)), "")
    columns = sorted((str(field.column), _kind(field)) for field in fields)
    return Table(model._meta.db_table, tuple(columns), serial or "")


def _kind(field: Any) -> Kind:
    """Of a key, what it points to holds."""
    while field.is_relation:
        field = field.target_field
    if isinstance(field, models.IntegerField | models.AutoField):
        return Kind.INTEGER
    return KINDS.get(field.get_internal_type(), Kind.TEXT)
