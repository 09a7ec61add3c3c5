"""Other initiatives are entered, changed, brought in from a table, linked to our questions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.text import fold
from comity.base.versions import Version, fresh
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.founding.library import permissions
from comity.founding.models import Precedent, PrecedentQuestion, PrecedentTopic
from comity.governing.models import Question
from comity.topics.models import Topic

#: what can be changed, besides topics
EDITABLE = (
    "name", "place", "what", "organised", "results", "lessons", "contact", "contacted_on", "contact_said", "source",
    "link",
)  # fmt: skip


@act("founding.precedent.entered", says=gettext_noop("entered the initiative {about} into the library"))
def enter_precedent(*, topics: Iterable[Topic] = (), by: Capacity, at: datetime, **said: Any) -> Changes[Precedent]:
    """Enter another initiative. said: the fields of EDITABLE. Refused twice under one name and place."""
    require(permissions.may_enter(by, at=at))
    if _key(said) in _known():
        raise ValidationError({"name": _("This initiative is in the library already.")})
    row, also = _made(by, at, topics, said)
    return Changes(row, also=also, words={"about": row.name})


@act("founding.precedents.imported", says=gettext_noop("brought initiatives into the library: {count}"))
def import_precedents(rows: Sequence[Mapping[str, Any]], *, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Enter all rows of a table, or none; those that are there already are left as they are. `topics`: of ours."""
    require(permissions.may_enter(by, at=at))
    known, made = _known(), []
    for given in rows:
        if _key(given) not in known:
            known.add(_key(given))
            row, also = _made(by, at, given.get("topics", ()), {key: given[key] for key in EDITABLE if key in given})
            made += [row, *also]
    coalition = Coalition.objects.get(pk=home(by))
    count = sum(isinstance(one, Precedent) for one in made)
    return Changes(
        coalition, also=made, words={"about": coalition.name}, count=count, left_out=len(rows) - count
    )


@act("founding.precedent.changed", says=gettext_noop("changed the initiative {about} in the library"))
def change_precedent(
    row: Precedent, *, by: Capacity, at: datetime, topics: Iterable[Topic] | None = None, read: Version | None = None,
    **said: Any,
) -> Changes[Precedent]:  # fmt: skip
    """Change what we know. topics: all that it has to do with from now on; None leaves them. read: raises Changed."""
    row = _fresh(row, by, at, read)
    for name in EDITABLE:
        if name in said:
            setattr(row, name, said[name])
    _check(row, at)
    row.store()
    also = [] if topics is None else _set_topics(row, topics)
    return Changes(row, also=also, words={"about": row.name})


@act("founding.precedent.struck", says=gettext_noop("struck the initiative {about} from the library"))
def strike_precedent(row: Precedent, *, by: Capacity, at: datetime) -> Changes[Precedent]:
    """It leaves the library, and can be put back."""
    row = _fresh(row, by, at)
    row.struck_at = at
    row.store()
    return Changes(row, words={"about": row.name})


@act("founding.precedent.restored", says=gettext_noop("put the initiative {about} back into the library"))
def restore_precedent(row: Precedent, *, by: Capacity, at: datetime) -> Changes[Precedent]:
    """It stands in the library again."""
    require(permissions.may_keep(by, row, at=at))
    row = fresh(row)
    row.struck_at = None
    row.store()
    return Changes(row, words={"about": row.name})


@act("founding.precedent.linked", says=gettext_noop("linked an initiative of the library to {about}"))
def link_precedent(row: Precedent, question: Question, *, by: Capacity, at: datetime) -> Changes[PrecedentQuestion]:
    """Say that it has to do with a question of ours."""
    row = _fresh(row, by, at)
    require(same_coalition(by, question))
    if PrecedentQuestion.objects.filter(precedent=row, question=question).exists():
        raise ValidationError({"question": _("They are linked already.")})
    link = PrecedentQuestion(
        coalition_id=row.coalition_id, precedent=row, question=question, person_id=by.person, linked_at=at
    ).store()
    return Changes(link, also=[row], words={"about": question.title})


@act("founding.precedent.unlinked", says=gettext_noop("took a link to an initiative of the library away"))
def unlink_precedent(link: PrecedentQuestion, *, by: Capacity, at: datetime) -> Changes[Precedent]:
    """They have nothing to do with each other after all."""
    row = _fresh(link.precedent, by, at)
    question = link.question_id
    PrecedentQuestion.objects.filter(pk=link.pk).delete()
    return Changes(row, words={"about": row.name}, question=question)


def _made(by: Capacity, at: datetime, topics: Iterable[Topic], said: Mapping[str, Any]) -> tuple[Precedent, list[Any]]:
    row = Precedent(coalition_id=home(by), person_id=by.person, entered_at=at, **said)
    _check(row, at)
    row.store()
    return row, _set_topics(row, topics)


def _check(row: Precedent, at: datetime) -> None:
    if row.contacted_on is not None and row.contacted_on > day_of(at):
        raise ValidationError({"contacted_on": _("That day is still to come.")})


def _set_topics(row: Precedent, topics: Iterable[Topic]) -> list[models.Model]:
    wanted = {one.pk: one for one in topics}
    PrecedentTopic.objects.filter(precedent=row).exclude(topic__in=list(wanted)).delete()
    there = set(PrecedentTopic.objects.filter(precedent=row).values_list("topic", flat=True))
    return [
        PrecedentTopic(coalition_id=row.coalition_id, precedent=row, topic=one).store()
        for key, one in wanted.items()
        if key not in there
    ]


def _key(said: Mapping[str, Any]) -> tuple[str, str]:
    return fold(said["name"]), fold(said.get("place", ""))


def _known() -> set[tuple[str, str]]:
    rows = Precedent.objects.filter(struck_at=None).values_list("name", "place")
    return {(fold(name), fold(place)) for name, place in rows}


def _fresh(row: Precedent, by: Capacity, at: datetime, read: Version | None = None) -> Precedent:
    require(permissions.may_keep(by, row, at=at))
    row = fresh(row, read)
    if row.struck_at is not None:
        require(Reason(_("This initiative was struck from the library."), bar=Bar.NOT_NOW))
    return row
