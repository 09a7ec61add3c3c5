"""While a conflict about it is being settled, a matter rests: once, for a bounded time, whatever happens."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from comity.base.capacity import the_rule
from comity.governing.acts.matters import freeze_matter, thaw_matter
from comity.governing.models import Case, Question, State


def may_rest(question: Question, *, at: datetime) -> bool:
    """Whether the question's matter can rest: not decided, not resting, and no conflict let it rest before.

    Else one conflict after the other would stall it for ever.
    """
    if (
        question.matter is None
        or question.reads(at) not in (State.DRAFT, State.OPEN)
        or question.matter.is_frozen(at)
    ):
        return False
    return not Case.objects.filter(question__matter=question.matter, frozen_until__isnull=False).exists()


def let_rest(case: Case, *, at: datetime) -> None:
    """Let the matter rest until `frozen_until`: by the rule, without a word on why. The case is nobody's business."""
    matter = case.question.matter if case.question is not None else None
    if matter is None or case.frozen_until is None:
        return
    with translation.override(case.coalition.language):
        why = _("It rests for a time, as our rules provide.")
    freeze_matter(matter, until=case.frozen_until, why=why, by=the_rule(case.coalition_id), at=at)


def let_go_on(case: Case, *, at: datetime) -> None:
    """The conflict is over: what rested because of it goes on."""
    matter = case.question.matter if case.question is not None else None
    if matter is not None and matter.is_frozen(at) and matter.frozen_until == case.frozen_until:
        thaw_matter(matter, by=the_rule(case.coalition_id), at=at)
