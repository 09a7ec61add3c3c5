"""What conflicts tell the rooms below. No digest, no public export: only those named hear of them."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.governing.conflicts import jobs, queries, tables
from comity.governing.conflicts.telling import KIND
from comity.governing.models import Assent, Case, CaseMessage, CasePerson, Neutral, Outcome, Party
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    registry.search.register(
        "governing.case", registry.Searchable(Case, gettext_lazy("Conflicts"), document, rows)
    )
    about = gettext_lazy("Cases in which you are named, with what was tried, and how they ended.")
    registry.export.register(
        "conflicts", registry.Exportable(gettext_lazy("Conflicts"), queries.cases_table, about)
    )
    about = gettext_lazy("What was written in the cases in which you are named.")
    registry.export.register(
        "conflict-messages",
        registry.Exportable(gettext_lazy("Messages in conflicts"), queries.messages_table, about),
    )
    tables.register()
    register_kind(KIND, gettext_lazy("What only a few people know of"), can_be_quieted=False)
    every(Rhythm.MINUTELY, "governing.conflicts", jobs.sweep)
    register_belongings()


def register_belongings() -> None:
    """What conflicts keep about a person."""
    register_belonging("named_in_cases", CasePerson, "coalition", "case", "party", "named_at", "ended_at")
    register_belonging("messages_in_cases", CaseMessage, "coalition", "case", "text", "written_at")
    register_belonging("outcomes_proposed", Outcome, "coalition", "case", "text", "proposed_at")
    register_belonging("answers_in_cases", Assent, "coalition", "case", "yes", "why", "said_at")
    register_belonging("sides_bound", Party, "coalition", "case", "name", "bound_at", by="bound_by")
    asked = ("coalition", "interests", "state", "proposed_at", "answered_at")
    register_belonging("asked_to_be_neutral", Neutral, *asked)


def document(case: Case) -> registry.Document:
    """A case by what it is about; found by those named in it alone."""
    return registry.Document(
        case.coalition_id, case.title, case.account, case.get_absolute_url(), case.confidentiality
    )


def rows(coalition: UUID) -> Iterator[Case]:
    """All cases of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Case.objects.select_related("coalition").iterator(chunk_size=500)
