"""The network as a matrix of organisations against organisations."""

from typing import Any

from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from comity.base.lists.export import as_file
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.network.models import Rung
from comity.network.queries.maps import AT_ONCE
from comity.network.queries.matrix import ORDERS, Matrix, Row, matrix_of
from comity.network.queries.overview import Overview, Shown
from comity.network.queries.reading import Reading, read
from comity.network.queries.scores import Trust, trust_in
from comity.network.views.asking import Asked


def matrix(request: CoalitionRequest) -> Any:
    """Each row tells what one organisation says of the others."""
    asked = Asked.of(request.GET)
    reading = read(request.standing, list(members_of(request.coalition.pk)), asked.rule, asked.rung, asked.source)
    overview = Overview.of(reading)
    order = request.GET.get("order", "")
    order = order if order in _orders(overview) else "name"
    found = matrix_of(reading, order)
    if request.GET.get("format") in ("csv", "xlsx"):
        return as_file(["", *(row.name for row in found.rows)], _plain(found), request.GET["format"], "network-matrix")
    few = len(found.rows) <= AT_ONCE
    context = {
        "asked": asked, "reading": overview, "order": order, "orders": list(_orders(overview).items()), "few": few,
        "rungs": [("0", _("Any contact")), *((str(one.value), str(one.label)) for one in Rung if one)],
        "table": as_table(found) if few else "", "size": len(found.rows), "contact_only": _contact(reading),
        "sources": sorted({*overview.sources} | ({asked.source} - {""})),
    }  # fmt: skip
    return render(request, "network/matrix.html", context)


def _orders(overview: Overview) -> dict[str, str]:
    names = [_("Name"), _("Sector"), _("Number of ties"), _("Community")]
    told = dict(zip(ORDERS, names, strict=True))
    return told if trust_in(overview) is not Trust.NONE else {key: told[key] for key in ("name", "sector")}


def _contact(reading: Reading) -> bool:
    return Shown.of(reading).contact_only if not reading.rung else False


def _plain(found: Matrix) -> Any:
    for row in found.rows:
        yield [row.name, *(found.said.get((row.key, other.key), "") for other in found.rows)]


def as_table(found: Matrix) -> SafeString:
    """The table. Put together here: a template would take seconds for so many cells."""
    head = '<th scope="col"{}><abbr title="{}">{}</abbr></th>'
    heads = format_html_join("", head, ((_begins(one), one.name, one.initials) for one in found.rows))
    body = mark_safe("".join(_row(found, row) for row in found.rows))
    return format_html('<thead><tr><td></td>{}</tr></thead><tbody>{}</tbody>', heads, body)


def _begins(row: Row) -> SafeString:
    return mark_safe(' class="begins"') if row.begins else mark_safe("")


def _row(found: Matrix, row: Row) -> str:
    silent = "" if row.answered else format_html(' <span class="fine">{}</span>', _("(no answer)"))
    head = format_html('<th scope="row">{}{}</th>', row.name, silent)
    cells = "".join(_cell(found, row, other) for other in found.rows)
    return f'<tr{_begins(row)}>{head}{cells}</tr>'


def _cell(found: Matrix, row: Row, other: Row) -> str:
    edge = " begins" if other.begins else ""
    if row.key == other.key:
        return f'<td class="self{edge}"></td>'
    said = found.said.get((row.key, other.key))
    if said is not None:
        return f'<td class="m{said}{edge}">{said}</td>'
    return f'<td class="{"no" if row.answered else "un"}{edge}"></td>'
