"""Files as people may read them; every read starts from `visible_to`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from comity.coalitions.held import label_of, visible
from comity.coalitions.standing import Standing
from comity.files.models import Attachment

RELATED = ("coalition", "person", "organisation", "for_body")


def visible_to(standing: Standing) -> "QuerySet[Attachment]":
    """The files a person may know of, replaced and withdrawn ones too."""
    return visible(Attachment.objects.all(), standing)


def counting(standing: Standing) -> "QuerySet[Attachment]":
    """Only those that count."""
    return visible_to(standing).filter(replaced_at=None, withdrawn_at=None)


def of_thing(standing: Standing, thing: Any) -> "QuerySet[Attachment]":
    """The files of one thing that count, in the order of their names."""
    rows = counting(standing).filter(held_by=thing._meta.label_lower, held_id=thing.pk)
    return rows.select_related(*RELATED).order_by("name", "pk")


def line_of(standing: Standing, file: Attachment) -> "QuerySet[Attachment]":
    """All files of a line, the newest first."""
    return visible_to(standing).filter(line=file.line).select_related(*RELATED).order_by("-number")


def twin_of(thing: Any, sha256: str) -> Attachment | None:
    """The same bytes at the same thing, where they count already."""
    rows = Attachment.objects.filter(held_by=thing._meta.label_lower, held_id=thing.pk, sha256=sha256)
    found: Attachment | None = rows.filter(replaced_at=None, withdrawn_at=None).first()
    return found


def bytes_of(coalition: UUID) -> int:
    """How much a coalition keeps here."""
    rows = Attachment.objects.filter(coalition=coalition).exclude(file="")
    return int(rows.aggregate(whole=Sum("size"))["whole"] or 0)


def to_be_emptied(before: datetime) -> "QuerySet[Attachment]":
    """Withdrawn files whose bytes have waited long enough."""
    rows: QuerySet[Attachment] = Attachment.objects.filter(withdrawn_at__lte=before).exclude(file="")
    return rows


def uploaded_between(standing: Standing, since: datetime, until: datetime) -> "QuerySet[Attachment]":
    """Files that came in that time and count."""
    rows = counting(standing).filter(uploaded_at__gt=since, uploaded_at__lte=until)
    return rows.select_related("coalition").order_by("uploaded_at")


def names_in_storage(standing: Standing) -> Iterator[str]:
    """Where the bytes of all files lie that the person may read."""
    rows = visible_to(standing).filter(withdrawn_at=None).exclude(file="").order_by("uploaded_at", "pk")
    yield from rows.values_list("file", flat=True).iterator(500)


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All files, header first; who uploaded them only for those inside. `kept_as` is the name in the parcel."""
    yield ("id", "line", "number", "name", "note", "kind", "size", "sha256", "belongs_to", "holder", "uploaded_by",
           "for", "uploaded_at", "replaced_at", "withdrawn_at", "kept_as")  # fmt: skip
    rows = visible_to(standing).select_related("person").order_by("uploaded_at", "pk")
    for one in rows.iterator(500):
        who = one.person if standing.inside else ""
        kept = "" if one.withdrawn_at else one.file.name
        yield (one.pk, one.line, one.number, one.name, one.note, one.kind, one.size, one.sha256, label_of(one),
               one.held_id, who, one.for_name, one.uploaded_at, one.replaced_at, one.withdrawn_at, kept)  # fmt: skip
