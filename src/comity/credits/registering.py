"""What this room tells those below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.confidentiality import Confidentiality
from comity.credits import queries, telling, together
from comity.credits.linked import answer_by_link
from comity.credits.models import Credit, State
from comity.credits.undoing import UNDO
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    registry.together.register("credits", together.credited)
    found = registry.Searchable(Credit, gettext_lazy("Credit"), document, rows)
    registry.search.register("credits.credit", found)
    about = gettext_lazy("Each line of credit: which organisation, what for, and whether it confirmed it.")
    registry.export.register("credits", registry.Exportable(gettext_lazy("Credit"), queries.table, about))
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    register_purpose(telling.LINK, answer_by_link)
    register_kind(telling.CONFIRM, gettext_lazy("Credit for us that waits for a yes"))
    register_kind(telling.NAME, gettext_lazy("Whether my name may stand beside a credit"))
    register_belonging("credits", Credit, "coalition", "name", "what", "naming", "given_at")
    proposed = ("coalition", "given_name", "name", "what", "given_at")
    register_belonging("credits_proposed", Credit, *proposed, by="given_by")
    register_belonging("credits_confirmed", Credit, "coalition", "name", "what", "answered_at", by="answered_by")


def document(credit: Credit) -> registry.Document:
    """A line by its organisation and words, as confidential as what it belongs to; one taken out is found no longer."""
    hidden = credit.state == State.DROPPED
    return registry.Document(
        coalition=credit.coalition_id,
        title=str(credit)[:300],
        text=credit.held_title,
        url=telling.page_of(credit),
        confidentiality=Confidentiality.NAMED if hidden else Confidentiality(credit.confidentiality),
        body=credit.body_id,
    )


def rows(coalition: UUID) -> Iterator[Credit]:
    """All lines of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Credit.objects.select_related("coalition").iterator(chunk_size=500)
