"""The founding document for paper: the words, the rule, every signature, and what is carried openly."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.founding.convening import queries
from comity.founding.convening.lists import on_paper
from comity.founding.models import Convening


def register() -> None:
    """Let it be had as a PDF."""
    registry.prints.register(
        "founding.convening",
        registry.Printable(gettext_lazy("Founding document"), find, str, url, "founding/convening/paper.html", shown),
    )


def find(standing: Standing, pk: UUID) -> Convening | None:
    """A founding whose approval was opened, if the person may know of it."""
    return queries.visible_to(standing).exclude(sheet=None).filter(pk=pk).first()


def url(thing: Convening) -> str:
    """Where it is a page to print."""
    return reverse("founding:founding-document", args=[thing.coalition.slug])


def shown(_standing: Standing, thing: Convening) -> dict[str, Any]:
    """The same for everybody inside."""
    return on_paper(thing)
