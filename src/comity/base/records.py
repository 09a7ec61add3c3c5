"""What every record has: an id that sorts by time, and one way to be kept."""

from typing import Self

from django.db import models

from comity.base.ids import uuid7


class Record(models.Model):
    """The mother of all records; `store` is the only way in: it checks every field first."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True

    def store(self) -> Self:
        """Check every field and constraint, then save. Raises ValidationError that names the fields.

        That a key leads somewhere is the database's to check: it does so without a query for each.
        """
        fields = self._meta.concrete_fields
        absent = {f.name for f in fields if f.null and getattr(self, f.attname) is None} | self.derived()
        keys = {f.name for f in fields if f.is_relation and getattr(self, f.attname) is not None}
        self.clean_fields(exclude=absent | keys)
        self.clean()
        self.validate_unique(exclude=absent)
        self.validate_constraints(exclude=absent)
        self.save()
        return self

    def derived(self) -> set[str]:
        """Fields computed in `save`, which people never type."""
        return set()
