"""Methods as people may read them, where they clash with prospects, and which a question names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from comity.coalitions.confidentiality import readable
from comity.coalitions.queries import members_of
from comity.coalitions.standing import Standing
from comity.core.roster.folding import comparable
from comity.founding.models import Method, MethodLeave, MethodWord, Prospect, ProspectMethod, Stance
from comity.governing.queries import visible_to as questions_visible_to

#: the effect by which a carried question lets another one open
LEAVE = "founding.method.allowed"


def visible_to(standing: Standing) -> "QuerySet[Method]":
    """Methods on the list, each with how many use, accept and never use it, for those inside."""
    rows: QuerySet[Any] = Method.objects.filter(struck_at=None) if standing.inside else Method.objects.none()
    counted = {one.value: Count("said", filter=Q(said__stance=one.value)) for one in Stance}
    found: QuerySet[Method] = rows.select_related("coalition", "person").annotate(**counted)
    return found


def words_visible_to(standing: Standing) -> "QuerySet[MethodWord]":
    """What organisations say of methods, for those inside."""
    rows: QuerySet[MethodWord] = MethodWord.objects.filter(method__struck_at=None)
    rows = rows if standing.inside else rows.none()
    return rows.select_related("method__coalition", "coalition", "organisation", "person")


def prospect_methods_visible_to(standing: Standing) -> "QuerySet[ProspectMethod]":
    """What the committee knows of how prospects work."""
    rows: QuerySet[Any] = readable(ProspectMethod.objects.filter(method__struck_at=None), standing)
    return rows.select_related("method", "prospect__coalition", "person", "body")


@dataclass(frozen=True)
class Mismatch:
    """A method on which a prospect and members differ. never: who never uses what the other side uses."""

    method: Method
    theirs: str
    members: list[Any]
    source: str

    @property
    def words(self) -> str:
        """What the prospect does, as a sentence's end."""
        return str(dict(Stance.choices)[self.theirs])


def mismatches(prospect: Prospect) -> list[Mismatch]:
    """Where a prospect uses what a member never uses, or the other way round. Two queries. For acts and the committee.

    What a prospect said for itself, in a membership of before, counts where the committee noted nothing.
    """
    noted = ProspectMethod.objects.filter(prospect=prospect, method__struck_at=None).select_related("method")
    theirs = {one.method_id: (one.method, one.stance, one.source) for one in noted}
    members = members_of(prospect.coalition_id).values("pk")
    against = {Stance.USES: Stance.NEVER, Stance.NEVER: Stance.USES}
    found: dict[Any, list[Any]] = {}
    rows = MethodWord.objects.filter(method__in=list(theirs), organisation__in=members)
    for word in rows.select_related("organisation").order_by("organisation__sort_name"):
        if word.stance == against.get(Stance(theirs[word.method_id][1])):
            found.setdefault(word.method_id, []).append(word.organisation)
    return [Mismatch(theirs[key][0], theirs[key][1], some, theirs[key][2]) for key, some in found.items()]


def named_in(texts: Iterable[str], methods: Iterable[Method]) -> list[Method]:
    """The methods that a text names, whole words only, whatever their case and accents."""
    whole = f" {comparable(' '.join(texts))} "
    return [one for one in methods if f" {comparable(one.name)} " in whole]


def nevers_in(question: Any) -> list[tuple[Method, list[Any]]]:
    """The methods that a question names and a member never uses, with these members. Two queries; one where none is.

    A question that asks for leave names the method, too: it is let through.
    """
    if question.effect == LEAVE:
        return []
    rows = MethodWord.objects.filter(stance=Stance.NEVER, method__struck_at=None, coalition=question.coalition_id)
    never: dict[Any, list[Any]] = {}
    by_key: dict[Any, Method] = {}
    for word in rows.select_related("method__coalition", "organisation").order_by("organisation__sort_name"):
        by_key[word.method_id] = word.method
        never.setdefault(word.method_id, []).append(word.organisation)
    if not never:
        return []
    named = named_in((question.title, question.lede, question.text), by_key.values())
    if not named:
        return []
    members = set(members_of(question.coalition_id).values_list("pk", flat=True))
    found = [(one, [each for each in never[one.pk] if each.pk in members]) for one in named]
    return [(method, some) for method, some in found if some]


def without_leave(question: Any) -> list[tuple[Method, list[Any]]]:
    """Those of them for which no decision lets the question go on."""
    found = nevers_in(question)
    if not found:
        return []
    leave = MethodLeave.objects.filter(question=question.pk).exclude(carried_at=None)
    given = set(leave.values_list("method", flat=True))
    return [(method, some) for method, some in found if method.pk not in given]


def leaves_visible_to(standing: Standing) -> "QuerySet[MethodLeave]":
    """Leave that was asked for, where one may know of the question that decides."""
    related = ("method", "question", "vote", "coalition", "person")
    rows: QuerySet[MethodLeave] = MethodLeave.objects.select_related(*related)
    return rows.filter(vote__in=questions_visible_to(standing).values("pk"))
