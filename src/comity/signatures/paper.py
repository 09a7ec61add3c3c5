"""A signed sheet for paper: the words, the names, and the codes by which both can be checked."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.signatures import queries
from comity.signatures.drawing import HIGH, WIDE
from comity.signatures.models import Answer, Sheet
from comity.signatures.sealing import code_of


def register() -> None:
    """Let sheets be had as PDFs."""
    registry.prints.register(
        "signatures.sheet",
        registry.Printable(gettext_lazy("Sheet of signatures"), find, str, url, "signatures/paper.html", shown),
    )


def find(standing: Standing, pk: UUID) -> Sheet | None:
    """A sheet with everything its paper shows."""
    found: Sheet | None = queries.to_read(queries.visible_to(standing)).filter(pk=pk).first()
    return found


def url(sheet: Sheet) -> str:
    """Where it is a page to print."""
    return reverse("signatures:print", args=[sheet.coalition.slug, sheet.pk])


def shown(_standing: Standing, sheet: Sheet) -> dict[str, Any]:
    """The same for everybody who may know of the sheet."""
    places = queries.places_of(sheet)
    for place in places:
        if place.signature is not None:
            place.signature.code = code_of(place.signature)  # type: ignore[attr-defined]
    signed = sum(place.signatory.answer == Answer.SIGNED for place in places)
    withdrawn = [one for one in sheet.signatures.all() if one.withdrawn_at is not None]
    return {
        "sheet": sheet, "places": places, "signed": signed, "withdrawn": withdrawn, "wide": WIDE, "high": HIGH,
    }  # fmt: skip
