"""What this room tells those below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.confidentiality import Confidentiality
from comity.coalitions.panels import body_panels
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging
from comity.signatures import jobs, paper, queries, sealing, together
from comity.signatures.models import Sheet, Signatory, Signature
from comity.signatures.panels import of_body

#: kinds of mail this room writes
KINDS = {
    "signatures.asked": gettext_lazy("Texts that wait for our signature"),
    "signatures.reminder": gettext_lazy("A reminder before the day by which we sign"),
    "signatures.ended": gettext_lazy("What became of texts to be signed"),
}


def register() -> None:
    """Fill the registries."""
    registry.together.register("signatures", together.signed)
    sealing.register()
    paper.register()
    found = registry.Searchable(Sheet, gettext_lazy("Signatures"), document, rows)
    registry.search.register("signatures.sheet", found)
    sheets = gettext_lazy("Each text that was laid out to be signed, word for word, and where it stands.")
    names = gettext_lazy("Who was asked to sign what, who did, when, and who did not and why.")
    for name, label, table, about in (
        ("signed-texts", gettext_lazy("Texts to be signed"), queries.sheets_table, sheets),
        ("signatures", gettext_lazy("Signatures"), queries.signatures_table, names),
    ):
        registry.export.register(name, registry.Exportable(label, table, about))
    for kind, label in KINDS.items():
        register_kind(kind, label)
    body_panels.append(of_body)
    every(Rhythm.DAILY, "signatures.remind", jobs.remind, "07:10")
    register_belongings()


def register_belongings() -> None:
    """What this room keeps about a person."""
    opened = ("coalition", "opened_name", "title", "text", "opened_at", "ended_at")
    register_belonging("sheets", Sheet, *opened, by="opened_by")
    signed = ("coalition", "sheet", "organisation", "name", "typed", "drawn", "at_home", "mark", "signed_at")
    register_belonging("signatures", Signature, *signed, "withdrawn_at")
    register_belonging("answers_to_sheets", Signatory, "coalition", "sheet", "name", "answer", "why", "answered_at")


def document(sheet: Sheet) -> registry.Document:
    """How a sheet is found: by its words, as confidential as what it belongs to."""
    return registry.Document(
        coalition=sheet.coalition_id,
        title=sheet.title,
        text=f"{sheet.text}\n{sheet.held_title}",
        url=sheet.get_absolute_url(),
        confidentiality=Confidentiality(sheet.confidentiality),
        body=sheet.body_id,
    )


def rows(coalition: UUID) -> Iterator[Sheet]:
    """All sheets of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Sheet.objects.select_related("coalition").iterator(chunk_size=500)
