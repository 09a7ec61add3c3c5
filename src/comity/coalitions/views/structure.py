"""The structure sheet of a body, and the renewal of terms."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.acts import renew_term, set_structure
from comity.coalitions.acts.structure import SAID
from comity.coalitions.asking import ask, inside, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.forms.structure import StructureForm
from comity.coalitions.models import Role, Structure, Term
from comity.coalitions.permissions import filling, structuring
from comity.coalitions.queries import visible_bodies
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.serving import end_by_the_sheet
from comity.coalitions.views.bodies import find


def structure(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Write the structure sheet."""
    one = find(request, pk)
    require(structuring(request.standing, one, at=now()))
    sheet = Structure.objects.filter(body=one).first()
    start = {name: getattr(sheet, name) for name in SAID} if sheet else {}
    sheet = sheet or Structure(body=one)  # whoever writes the first one, too, is told if another was faster
    return ask(
        request, StructureForm(posted(request), initial=start),
        lambda **answers: set_structure(one, by=request.capacity, at=now(), **answers), of=sheet,
        then=inside(request, "body", pk), said=_("The structure sheet is written."), undo=False,
        heading=_("How does {name} work?").format(name=one.name), button=_("Write it down"),
        back=inside(request, "body", pk),
        lede=_("What you agree here is used: terms end by it, seats are counted by it, meetings are made from it."),
    )  # fmt: skip


def renew(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Let somebody serve another term."""
    rows = Term.objects.select_related("seat__body", "seat__organisation", "person")
    row = get_object_or_404(rows.filter(seat__body__in=visible_bodies(request.standing)), pk=pk)
    require(filling(request.standing, row.seat, Role(row.role), at=now()))
    return ask(
        request, SureForm(posted(request)), lambda: renew_term(row, by=request.capacity, at=now()),
        then=inside(request, "body", row.seat.body_id), said=_("The next term is written down."), undo=False,
        heading=_("Another term for {name} in {body}?").format(name=row.person, body=row.seat.body),
        lede=_next(row), button=_("Let {name} go on").format(name=row.person),
        back=inside(request, "body", row.seat.body_id),
    )  # fmt: skip


def _next(term: Term) -> str:
    if term.ends_on is None:
        return _("This term has no end.")
    ends = end_by_the_sheet(term.seat.body_id, term.ends_on)
    if ends is None:
        return _("It follows the one that runs, without an end of its own.")
    return _("It follows the one that runs, and is as long as the structure sheet says.")
