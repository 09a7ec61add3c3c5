"""What this room tells those below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.confidentiality import Confidentiality
from comity.coalitions.models import Body
from comity.coalitions.panels import Panel, body_panels
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import Standing
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging
from comity.texts import queries, sealing, telling
from comity.texts.models import Comment, Suggestion, Text, Version
from comity.texts.panels import texts_panel
from comity.texts.undoing import UNDO

TABLES = {
    "texts": registry.Exportable(
        gettext_lazy("Texts"), queries.texts_table,
        gettext_lazy("Each text, what it belongs to and its newest version."),
    ),
    "text-versions": registry.Exportable(
        gettext_lazy("Versions of texts"), queries.versions_table,
        gettext_lazy("Each version of each text in full, with who wrote it for whom."),
    ),
    "suggestions": registry.Exportable(
        gettext_lazy("Suggestions to texts"), queries.suggestions_table,
        gettext_lazy("Each suggested change, and what became of it."),
    ),
    "comments": registry.Exportable(
        gettext_lazy("Comments on texts"), queries.comments_table, gettext_lazy("Each comment on a text."),
    ),
}  # fmt: skip
KINDS = {
    telling.SUGGESTED: gettext_lazy("Suggestions to texts I keep"),
    telling.ANSWERED: gettext_lazy("What became of my suggestions"),
    telling.COMMENTED: gettext_lazy("Answers to my comments"),
}


def register() -> None:
    """Fill the registries."""
    sealing.register()
    registry.search.register("texts.text", registry.Searchable(Text, gettext_lazy("Texts"), document, rows))
    for name, table in TABLES.items():
        registry.export.register(name, table)
    registry.writings.register("texts", registry.Writings(gettext_lazy("Texts as they read now"), writings))
    registry.digest.register("texts", digest_lines)
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    for kind, label in KINDS.items():
        register_kind(kind, label)
    body_panels.append(body_panel)
    register_belongings()


def register_belongings() -> None:
    """What this room keeps about a person: what they wrote, suggested, settled and said, whomever they spoke for."""
    said = ("coalition", "text", "acts_for", "organisation", "for_body")
    register_belonging("text_versions", Version, *said, "number", "title", "words", "note", "written_at")
    register_belonging("suggestions", Suggestion, *said, "words", "why", "state", "made_at", "settled_at")
    settled = ("coalition", "text", "state", "reason", "settled_at")
    register_belonging("suggestions_settled", Suggestion, *settled, by="settled_by")
    register_belonging("comments", Comment, *said, "quote", "words", "written_at", "resolved_at")
    register_belonging("threads_settled", Comment, "coalition", "text", "resolved_at", by="resolved_by")


def body_panel(request: CoalitionRequest, body: Body) -> Panel:
    """The papers of a body, on its page."""
    return Panel("texts/parts/panel.html", texts_panel(request, body), order=20)


def document(text: Text) -> registry.Document:
    """How a text is found; one that was taken away is found no longer."""
    level = Confidentiality.NAMED if text.withdrawn_at else text.confidentiality
    return registry.Document(
        text.coalition_id, text.title, text.words, text.get_absolute_url(), level, text.body_id
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Text]:
    """All texts of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Text.objects.select_related("coalition").iterator(chunk_size=500)


def writings(standing: Standing) -> Iterator[registry.Writing]:
    """Each text as it reads now."""
    for text in queries.visible_to(standing).filter(withdrawn_at=None).order_by("begun_at", "pk").iterator(200):
        name = slugify(text.title)[:50].strip("-") or "text"
        yield registry.Writing(f"{name}-{str(text.pk)[-8:]}", f"# {text.title}\n\n{text.words}\n")


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """Texts that were begun or written anew in that time, a line each."""
    for text in queries.changed_between(standing, since, until):
        said = _("A new text: {title}") if text.number == 1 else _("Version {number} of {title}")
        yield said.format(number=text.number, title=text.title), text.get_absolute_url()
