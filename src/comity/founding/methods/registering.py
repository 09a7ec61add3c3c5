"""What methods tell the rooms below: warnings, what keeps a question from opening, tables, search."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import alike
from comity.base.refusal import Bar, Reason
from comity.coalitions.merging import on_merge
from comity.coalitions.queries import members_of, slug_of
from comity.coalitions.standing import Standing
from comity.founding.methods import acts, queries
from comity.founding.models import Method, MethodLeave, MethodWord, ProspectMethod
from comity.governing.models import Question, State
from comity.governing.opening import opening_guards
from comity.people.belongings import register_belonging
from comity.people.models import Organisation


def register() -> None:
    """Fill the registries."""
    found = registry.Searchable(Method, gettext_lazy("Methods"), document, rows)
    registry.search.register("founding.method", found)
    registry.undo.register("founding.method.named", named)
    registry.warnings.register("founding.methods", warned)
    registry.evidence.register("founding.methods", evidence)
    opening_guards.append(waits)
    on_merge.append(move_along)
    label = gettext_lazy("Use a method that somebody never uses")
    registry.effects.register(queries.LEAVE, registry.Effect(label, run, targets, founders=True, own=True))
    for name, (title, table, about) in TABLES.items():
        registry.export.register(name, registry.Exportable(title, table, about))
    said = ("coalition", "organisation", "method", "stance", "why", "said_at")
    register_belonging("method_words", MethodWord, *said)
    register_belonging("methods_named", Method, "coalition", "name", "words", "named_at")
    register_belonging("prospect_methods", ProspectMethod, "coalition", "method", "stance", "noted_at")
    register_belonging("method_leaves", MethodLeave, "coalition", "question", "reason", "proposed_at")


@alike
def evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Members that said something of a method on the list, of all members."""
    if not standing.inside:
        return
    members = members_of(standing.coalition)
    spoke = MethodWord.objects.filter(method__struck_at=None).values("organisation")
    url = reverse("founding:methods", args=[slug_of(standing.coalition)])
    yield registry.Shown(_("Members that said which methods they use"), members.filter(pk__in=spoke), members, url)


def warned(question: Question) -> Iterator[registry.Warned]:
    """Each method that the question names and somebody never uses."""
    if question.state != State.DRAFT:
        return
    for method, never in queries.without_leave(question):
        names = ", ".join(one.name for one in never)
        words = _("It names “{method}”. {names} never use this. It waits for a decision before it can open.")
        url = reverse("founding:methods-leave", args=[question.coalition.slug, question.pk, method.pk])
        yield registry.Warned(words.format(method=method.name, names=names), url)


def waits(question: Question, at: datetime) -> Reason | None:
    """A question that would use somebody's “never” waits for a decision."""
    for method, _never in queries.without_leave(question):
        why = _("It names “{method}”, which somebody never uses.").format(method=method.name)
        url = reverse("founding:methods-leave", args=[question.coalition.slug, question.pk, method.pk])
        return Reason(why, _("Let those who decide say first whether you use it all the same."), Bar.NOT_NOW, url)
    return None


def run(row: UUID, *, carried: Question, by: Capacity, at: datetime) -> MethodLeave:
    """The question may open."""
    found = MethodLeave.objects.select_related("vote", "method").get(pk=row)
    return acts.allow_method(found, carried=carried, by=by, at=at)


def targets(coalition: UUID) -> dict[UUID, str]:
    """Leave that is just being asked for: only `ask_leave` asks about it."""
    with scope(coalition=coalition):
        open_now = MethodLeave.objects.filter(vote=None, carried_at=None).select_related("method")
        said = _("The question may open although it names “{method}”")
        return {row.pk: said.format(method=row.method.name) for row in open_now}


def move_along(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[Any]:
    """Two rows for one organisation become one: what only the other said is said by the one that stays."""
    own = list(MethodWord.objects.filter(organisation=kept).values_list("method", flat=True))
    moved = list(MethodWord.objects.filter(organisation=gone).exclude(method__in=own))
    for row in moved:
        row.organisation = kept
        row.store()
    return moved


def document(method: Method) -> registry.Document:
    """A method by its words; a struck one is found no longer."""
    gone = method.struck_at is not None
    return registry.Document(
        method.coalition_id, "" if gone else method.name, "" if gone else method.words, method.get_absolute_url(),
        Confidentiality.NAMED if gone else Confidentiality.COALITION,
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Method]:
    """All methods of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Method.objects.select_related("coalition").iterator(chunk_size=500)


def named(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It is off the list again."""
    return acts.strike_method(Method.objects.get(pk=entry.ids_of("founding.method")[0]), by=by, at=at)


# ── what is taken along ──


def methods_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "id", "name", "words", "named_at"
    for m in queries.visible_to(standing).order_by("sort_name", "pk"):
        yield m.pk, m.name, m.words, m.named_at


def words_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "method", "organisation", "stance", "why", "said_at"
    for w in queries.words_visible_to(standing).order_by("method__sort_name", "organisation__sort_name"):
        yield w.method.name, w.organisation.name if w.organisation else "", w.stance, w.why, w.said_at


def prospects_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first; for the committee alone."""
    yield "prospect", "method", "stance", "source", "noted_at"
    for p in queries.prospect_methods_visible_to(standing).order_by("prospect__sort_name", "method__sort_name"):
        yield p.prospect.name, p.method.name, p.stance, p.source, p.noted_at


def leaves_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "question", "method", "reason", "vote", "proposed_at", "carried_at"
    for row in queries.leaves_visible_to(standing).order_by("proposed_at", "pk"):
        code = row.vote.code if row.vote else ""
        yield row.question_id, row.method.name, row.reason, code, row.proposed_at, row.carried_at


TABLES = {
    "methods": (gettext_lazy("Methods"), methods_table, gettext_lazy("Ways of working that organisations speak of.")),
    "method-words": (
        gettext_lazy("What is said of methods"), words_table,
        gettext_lazy("Which organisation uses, accepts or never uses which method."),
    ),
    "prospect-methods": (
        gettext_lazy("How prospects work"), prospects_table, gettext_lazy("What the committee knows of their methods."),
    ),
    "method-leaves": (
        gettext_lazy("Leave to use a method"), leaves_table,
        gettext_lazy("Which question was to use what somebody never uses, and what was decided."),
    ),
}  # fmt: skip
