"""The files of a coalition as a list: what it shows, how it sorts, what narrows it; `?of=` for those of one thing."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from comity.base import registry
from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status
from comity.coalitions.held import label_of
from comity.coalitions.requests import CoalitionRequest
from comity.files import queries
from comity.files.kinds import KINDS
from comity.files.models import Attachment


def files(request: CoalitionRequest) -> Listing:
    """All files one may know of that count, the newest first; others only under their own filter."""
    wanted = request.GET.get("state")
    rows = queries.visible_to(request.standing) if wanted else queries.counting(request.standing)
    if (thing := _one(request.GET.get("of", ""))) is not None:
        rows = rows.filter(held_id=thing)
    return Listing(
        request, rows.select_related("person"), name="files", kept=("of",),
        columns=_columns(request), default="-uploaded",
        caption=_("Files"), filters=_filters(),
        empty=Empty(
            _("No file yet"),
            _("Files are uploaded on the page of what they belong to: a body, a proposal, a meeting."),
            "file", "", "", _("“Quotes of three firms.pdf, for the steering committee.”"),
        ),
    )  # fmt: skip


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("files:file", request.coalition.slug, like=UUID(int=0))
    return [
        Column("name", _("File"), "name", sort="name", head=True, link=lambda one: page(one.pk)),
        Column("note", _("What it is"), "note"),
        Column("kind", _("Kind"), lambda one: str(one.kind_known.label), sort="kind"),
        Column("size", _("Size"), "size", show=lambda one: filesizeformat(one.size), sort="size", numeric=True),
        Column("holder", _("Belongs to"), label_of, sort="held_by"),
        Column("for", _("Uploaded for"), "said_for", sort="for_name"),
        Column("uploaded", _("Uploaded"), "uploaded_at", show=lambda one: day(one.uploaded_at, short=True),
               sort="uploaded_at"),
        Column("state", _("Status"), lambda one: state_of(one)[1], show=lambda one: status(*state_of(one))),
        Column("sha256", _("Fingerprint"), "sha256", shown=False),
    ]  # fmt: skip


def state_of(one: Attachment) -> tuple[str, str, str]:
    """Where a file stands: kind of status, word and sign."""
    if one.withdrawn_at:
        return "", _("Withdrawn"), "x"
    if one.replaced_at:
        return "", _("Replaced"), "undo"
    return "ok", _("Counts"), "check"


def _one(written: str) -> UUID | None:
    """The thing whose files alone are asked for; what is no id asks for all."""
    try:
        return UUID(written)
    except ValueError:
        return None


def _filters() -> tuple[Words | Choose, ...]:
    holders = [(label, str(holder.label)) for label, holder in registry.holders.items()]
    kinds = [(kind.key, str(kind.label)) for kind in KINDS]
    states = [("replaced", _("Replaced")), ("withdrawn", _("Withdrawn"))]
    return (
        Words(("name", "note")),
        Choose("holder", _("Belongs to"), holders, field="held_by"),
        Choose("kind", _("Kind"), kinds),
        Choose("state", _("Status"), states, apply=_in_state, every=_("Those that count")),
    )


def _in_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(**{f"{value}_at__isnull": False})
