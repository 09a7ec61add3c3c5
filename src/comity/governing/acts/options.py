"""What there is to choose from is written down while the question is a draft."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.canonical import canonical
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.text import fold
from comity.base.versions import Changed, Version
from comity.core.ballots.polls import MOST_OPTIONS
from comity.governing.acts.reading import fresh_question
from comity.governing.models import Option, Question, State
from comity.governing.permissions import may_change, must_be
from comity.governing.sealing import seals

#: as many as a page bears
MOST = min(100, MOST_OPTIONS)


@act("governing.options.listed", says=gettext_noop("wrote down {n} options for a question"))
def list_options(
    question: Question, options: Sequence[Mapping[str, Any]], *, by: Capacity, at: datetime,
    read: Version | None = None,
) -> Changes[Question]:  # fmt: skip
    """Write down all options anew, in this order: each with a title, words that explain it, and perhaps its cost.

    Raises ValidationError for two of the same name, Changed when they no longer say what was `read`.
    """
    question = fresh_question(question, by)
    require(may_change(by, question, at=at) or must_be(question, State.DRAFT))
    if read is not None and read.marks != options_version(question).marks:
        raise Changed(question, ["options"])
    _check([str(one["title"]) for one in options])
    before = {one.place: one for one in Option.objects.filter(question=question)}
    rows = [_written(question, place, one, before.get(place)) for place, one in enumerate(options, 1)]
    gone = [one for place, one in before.items() if place > len(options)]
    Option.objects.filter(pk__in=[one.pk for one in gone]).delete()
    return Changes(question, also=[*rows, *gone], n=len(options), seals=seals(question))


def options_version(question: Question) -> Version:
    """What the options said when they were read."""
    rows = Option.objects.filter(question=question).order_by("place").values_list("title", "text", "cost")
    return Version.of({"options": canonical({"options": [list(row) for row in rows]})}, ["options"])


def _written(question: Question, place: int, given: Mapping[str, Any], before: Option | None) -> Option:
    option = before or Option(coalition_id=question.coalition_id, question=question, place=place)
    option.question = question
    option.title, option.text, option.cost = given["title"], given.get("text", ""), given.get("cost")
    return option.store()


def _check(titles: list[str]) -> None:
    if len(titles) > MOST:
        raise ValidationError(_("At most {n} options fit on a ballot.").format(n=MOST))
    if len({fold(title) for title in titles}) < len(titles):
        raise ValidationError(_("Two options have the same name. Name them differently."))
