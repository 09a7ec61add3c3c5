"""A list as a file: the whole of what the filters leave, not only the page."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from comity.base.lists.columns import Column
from comity.base.sheets.writing import ROWS_A_SHEET, write_csv, write_xlsx

FORMATS = {"csv": _("Table (CSV)"), "xlsx": _("Table (Excel)")}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A_READ = 500


def exported(rows: QuerySet[Any], columns: Sequence[Column], kind: str, name: str) -> HttpResponseBase:
    """The file as a download named after the list and the day. kind: "csv" (streamed) or "xlsx".

    What is more than one sheet can hold comes as CSV.
    """
    if kind == "xlsx" and rows.count() >= ROWS_A_SHEET:
        kind = "csv"
    return as_file([str(column.label) for column in columns], _table(rows, columns), kind, name)


def as_file(
    header: Sequence[str], table: Iterator[Sequence[object]], kind: str, name: str
) -> HttpResponseBase:
    """Any table as such a download."""
    file_name = f"{name}-{timezone.localdate().isoformat()}.{kind}"
    if kind == "xlsx":
        book = write_xlsx(table, header, name)
        return FileResponse(book, as_attachment=True, filename=file_name, content_type=XLSX)
    pieces = _as_reader(write_csv(table, header), translation.get_language(), timezone.get_current_timezone())
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _table(rows: QuerySet[Any], columns: Sequence[Column]) -> Iterator[list[object]]:
    for row in rows.iterator(chunk_size=A_READ):
        yield [column.plain(row) for column in columns]


def _as_reader(pieces: Iterator[str], language: str | None, zone: tzinfo) -> Iterator[str]:
    """Streaming goes on after the request is done: it keeps the request's language and zone."""
    with translation.override(language), timezone.override(zone):
        yield from pieces
