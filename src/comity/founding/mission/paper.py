"""The evidence of a drive for paper: what was endorsed, by how many, from which groups and places."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.founding.mission import queries
from comity.founding.mission.lists import on_paper
from comity.founding.models import Drive


def register() -> None:
    """Let drives be had as PDFs."""
    registry.prints.register(
        "founding.drive",
        registry.Printable(gettext_lazy("Endorsements"), find, str, url, "founding/mission/paper.html", shown),
    )


def find(standing: Standing, pk: UUID) -> Drive | None:
    """A drive, if the person may know of it."""
    return queries.visible_to(standing).filter(pk=pk).first()


def url(drive: Drive) -> str:
    """Where it is a page to print."""
    return reverse("founding:drive-print", args=[drive.coalition.slug, drive.pk])


def shown(_standing: Standing, drive: Drive) -> dict[str, Any]:
    """The same for everybody inside."""
    return on_paper(drive) | {"drive": drive}
