"""What this room tells those below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.clock import now
from comity.base.confidentiality import Confidentiality
from comity.coalitions.held import may_keep
from comity.coalitions.models import Body
from comity.coalitions.panels import Panel, body_panels
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import Standing
from comity.files import jobs, queries, sealing
from comity.files.models import Attachment
from comity.files.undoing import UNDO
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    sealing.register()
    registry.search.register("files.attachment", registry.Searchable(Attachment, gettext_lazy("Files"), document, rows))
    about = gettext_lazy("Each file, replaced and withdrawn ones too, with the fingerprint of its bytes.")
    registry.export.register("files", registry.Exportable(gettext_lazy("Files"), queries.table, about))
    registry.uploads.register("files", registry.Uploads(gettext_lazy("Uploaded files"), queries.names_in_storage))
    registry.digest.register("files", digest_lines)
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    body_panels.append(body_panel)
    every(Rhythm.DAILY, "files.sweep", jobs.sweep)
    kept = ("coalition", "acts_for", "organisation", "for_body", "name", "note", "size", "sha256", "uploaded_at",
            "replaced_at", "withdrawn_at")  # fmt: skip
    register_belonging("files", Attachment, *kept)


def body_panel(request: CoalitionRequest, body: Body) -> Panel:
    """The way to the files of a body, on its page. No query."""
    barred = may_keep(request.capacity, body, at=now())
    return Panel("files/parts/way.html", {"thing": body, "label": body._meta.label_lower, "barred": barred}, aside=True)


def document(one: Attachment) -> registry.Document:
    """How a file is found: by its name and what it is said to be. Only the one that counts."""
    gone = one.replaced_at or one.withdrawn_at
    level = Confidentiality.NAMED if gone else one.confidentiality
    return registry.Document(
        one.coalition_id, one.name, one.note, one.get_absolute_url(), level, one.body_id
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Attachment]:
    """All files of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Attachment.objects.select_related("coalition").iterator(chunk_size=500)


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """Files that came in that time, a line each."""
    for one in queries.uploaded_between(standing, since, until):
        said = _("A new file: {name}") if one.number == 1 else _("A newer file: {name}")
        yield said.format(name=one.name), one.get_absolute_url()
