"""What the rulebook will say to a question that is being written, before anybody is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.questions import Walk
from comity.base.refusal import Reason
from comity.coalitions.models import Body
from comity.core.ballots.methods import Marks, methods
from comity.core.rulebook.money import minor
from comity.core.rulebook.ruling import Ruling
from comity.governing.ballots import named_method
from comity.governing.models import PLAIN, Question
from comity.governing.rulebook import adopted, ruling
from comity.governing.rulebook.asking import ruling_of
from comity.governing.rulebook.words import method_in_words, routed_in_words, why_not
from comity.governing.rules import lowered, quorum_in_words, rule_in_words

#: ways of voting that ask for a share in favour
BY_SHARE = (PLAIN, "double-majority")


@dataclass(frozen=True)
class Named:
    """Who decides and how, by which clause; why not who was asked; or why it can't be decided at all."""

    body: str = ""
    method: str = ""
    rule: str = ""
    clause: str = ""
    times: str = ""
    routed: tuple[str, ...] = ()
    barred: Reason | None = None
    #: it is voted on by choosing among options, which are written down before it opens
    options: bool = False


def preview(walk: Walk, draft: Question | None = None) -> Named | None:
    """What applies to the answers of a walk; nothing for advice, and where they are not complete."""
    if "kind" not in walk.questions or not all(walk.bound[key].is_valid() for key in ("kind", "whom")):
        return None
    kind, whom = walk.bound["kind"].cleaned_data, walk.bound["whom"].cleaned_data
    put_to: Body = whom["body"]
    found = ruling(put_to.coalition_id, kind["kind"], kind["amount"], now())
    if not isinstance(found, Ruling):
        return Named(barred=why_not(found))
    return _named(found, put_to, {body.pk: body.name for body in cast(Any, walk.bound["whom"].fields["body"]).rows})


def _named(found: Ruling, put_to: Body, at_hand: Mapping[UUID, str]) -> Named:
    """at_hand: names of bodies that the form has read; a rule may name one that has ended since."""
    known = found.body is None or found.body in at_hand
    names = dict(at_hand) if known and not found.routed else dict(Body.objects.values_list("pk", "name"))
    body = names[found.body] if found.body else put_to.name
    limits = routed_in_words(found, names)
    if not limits and body != put_to.name:
        limits = [_("This kind of matter is decided by {body}, not by {other}.").format(body=body, other=put_to.name)]
    said = _("open for {shortest} to {longest} days, known {notice} days before it closes")
    times = said.format(shortest=found.shortest, longest=found.longest, notice=found.notice)
    way, quorum = named_method(found.method), lowered(quorum_in_words(found.rule))
    rule = rule_in_words(found.rule) if way in BY_SHARE else _("Quorum: {quorum}.").format(quorum=quorum)
    return Named(
        body, method_in_words(found.method), rule, found.clause, times, tuple(limits),
        options=methods()[way].marks is not Marks.ANSWER,
    )  # fmt: skip


def ruling_typed(coalition: UUID, data: Mapping[str, Any]) -> Ruling | None:
    """The clause for the kind and amount that travel with a walk, if they fit any."""
    version, kind = adopted(coalition, now()), data.get("kind-kind", "")
    if version is None or not kind:
        return None
    try:
        amount = minor(data.get("kind-amount", "") or "0", version.rules.currency)
    except ValueError:
        return None
    found = ruling_of(version, kind, amount)
    return found if isinstance(found, Ruling) else None
