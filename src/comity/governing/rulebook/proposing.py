"""The question by which a version comes into force: to which body, by which rule, with which words."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.confidentiality import Confidentiality
from comity.base.refusal import require
from comity.coalitions.models import Body, BodyKind
from comity.core.ballots.types import Base, Quorum, Rule, at_least, more_than
from comity.core.rulebook.kinds import RULES
from comity.core.rulebook.ruling import NoRuling
from comity.governing.models import RulebookVersion
from comity.governing.rulebook.asking import adopted, ruling_of
from comity.governing.rulebook.words import why_not

#: by what the founders can adopt their first rulebook: key → rule and its words
FOUNDING: dict[str, tuple[Rule, str | Promise]] = {
    "all": (
        Rule(at_least(Fraction(1)), Base.ELIGIBLE, Quorum(at_least(Fraction(1)))),
        gettext_lazy("All founding members agree"),
    ),
    "two-thirds": (
        Rule(at_least(Fraction(2, 3)), Base.ELIGIBLE, Quorum(at_least(Fraction(2, 3)))),
        gettext_lazy("Two thirds of all founding members agree"),
    ),
    "half": (
        Rule(more_than(Fraction(1, 2)), Base.ELIGIBLE, Quorum(more_than(Fraction(1, 2)))),
        gettext_lazy("More than half of all founding members agree"),
    ),
}  # fmt: skip
FOUNDERS = "all"
Text = Callable[[RulebookVersion], str]


def rule_for(version: RulebookVersion, *, founders: str, at: datetime) -> tuple[Body, Rule]:
    """Who decides on a version and by which rule; Refused where the rulebook in force has none for it."""
    return rule_under(adopted(version.coalition_id, at), founders=founders)


def rule_under(running: RulebookVersion | None, *, founders: str) -> tuple[Body, Rule]:
    """The same under the rulebook in force, if it is at hand. One query."""
    if running is None:
        return Body.objects.get(kind=BodyKind.ASSEMBLY, ended_on=None), FOUNDING[founders][0]
    found = ruling_of(running, RULES, None)
    if isinstance(found, NoRuling):
        require(why_not(found))
        raise AssertionError  # a reason always refuses
    return Body.objects.get(pk=found.body), found.rule


def question_about(version: RulebookVersion, *, founders: str, at: datetime) -> dict[str, Any]:
    """The question in the language of record, as `put_question` takes it, without its closing time."""
    body, rule = rule_for(version, founders=founders, at=at)
    with translation.override(version.language):
        title = _("Do we adopt version {n} of our rulebook?").format(n=version.number)
        lede = version.why[:500] or _("It says who decides what, how, by when, and how we treat each other.")
        text = _("The whole text stands in the rulebook, version {n}. Its seal is {seal}.").format(
            n=version.number, seal=version.seal
        )
    return {
        "body": body, "rule": rule, "title": title, "lede": lede, "text": text,
        "confidentiality": Confidentiality.COALITION,
    }  # fmt: skip
