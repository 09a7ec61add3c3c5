"""Which rung fits is weighed: begun, answered by each side alone, shown to all at once, and a risk taken knowingly."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.core.advice.relationship import Answer, Mean, Supply, advise
from comity.network.models import Weighing, WeighingSide, WeighingState
from comity.network.permissions import may_report
from comity.network.rungs import weighing_telling as telling
from comity.network.rungs.weighing_permissions import may_answer_weighing
from comity.network.rungs.weighing_queries import standing_of_group
from comity.notices.asks import close_asks
from comity.people.models import Organisation

#: so many organisations weigh together at most
AT_MOST = 8


@act("network.weighing.started", says=gettext_noop("began to weigh how closely to work: {about}"))
def start_weighing(organisations: Iterable[Organisation], *, by: Capacity, at: datetime) -> Changes[Weighing]:
    """Ask one's own organisation and others how closely they should work. Only these will know of it."""
    require(may_report(by, at=at))
    sides = sorted(set(organisations), key=lambda one: (one.sort_name, str(one.pk)))
    _check(sides, by)
    weighing = Weighing(
        coalition_id=home(by), title=", ".join(one.name for one in sides)[:300], started_by_id=by.person,
        started_name=by.of_name, started_at=at,
    ).store()  # fmt: skip
    rows = [
        WeighingSide(coalition_id=weighing.coalition_id, weighing=weighing, organisation=one, name=one.name).store()
        for one in sides
    ]
    telling.ask(weighing, rows, at=at)
    return Changes(weighing, also=rows, words={"about": weighing.title}, sides=len(rows))


@act("network.weighing.answered", says=gettext_noop("answered how closely to work"), secret=True)
def answer_weighing(
    weighing: Weighing, *, wants: int, means: Mapping[str, int], relies: int, stays: int, by: Capacity, at: datetime
) -> Changes[Weighing]:
    """Answer for one's own side; nobody else reads it. Once all sides have answered, the advice is shown to all.

    Until then an answer can be given anew.
    """
    weighing, side = _fresh(weighing, by, at)
    if weighing.state != WeighingState.OPEN:
        require(Reason(_("The advice is there already. Weigh it anew if something has changed."), bar=Bar.NOT_NOW))
    try:
        given = Answer(wants, {Mean(key): Supply(value) for key, value in means.items()}, relies, stays)
    except ValueError as error:
        raise ValidationError(_("Answer each of the questions.")) from error
    side.wants, side.relies, side.stays, side.answered_at, side.person_id = wants, relies, stays, at, by.person
    for mean, supply in given.means.items():
        setattr(side, mean, supply)
    side.store()
    close_asks(weighing, at=at, organisation=side.organisation_id)
    _show_if_all(weighing, at)
    return Changes(weighing, also=[side], speaker=side.organisation_id, state=weighing.state)


@act("network.weighing.risked", says=gettext_noop("takes the step knowingly: {about}"))
def take_knowingly(weighing: Weighing, *, why: str, by: Capacity, at: datetime) -> Changes[Weighing]:
    """Say for one's own side that the risk is seen and taken. Once all sides say so, the step no longer waits."""
    weighing, side = _fresh(weighing, by, at)
    if not weighing.waits_for or side.knowingly_at is not None:
        require(Reason(_("No step waits for your word."), bar=Bar.NOT_NOW))
    if not why.strip():
        raise ValidationError({"why": _("Say why you take it all the same.")})
    side.knowingly_at, side.knowingly_by_id, side.knowingly_why = at, by.person, why
    side.store()
    sides = list(weighing.sides.all())
    if all(one.knowingly_at is not None for one in sides):
        weighing.rung, weighing.waits_for = weighing.waits_for, 0
        weighing.store()
    return Changes(
        weighing, also=[side], words={"about": weighing.title, "why": why}, speaker=by.of, rung=weighing.rung
    )


@act("network.weighing.ended", says=gettext_noop("ended the weighing without advice: {about}"))
def end_weighing(weighing: Weighing, *, by: Capacity, at: datetime) -> Changes[Weighing]:
    """Say that one's own side would rather not weigh this now. It ends for all, and no answer is shown."""
    weighing, _side = _fresh(weighing, by, at)
    if weighing.state != WeighingState.OPEN:
        require(Reason(_("This is over."), bar=Bar.NOT_NOW))
    weighing.state, weighing.ended_at, weighing.ended_name = WeighingState.ENDED, at, by.of_name
    weighing.store()
    close_asks(weighing, at=at)
    return Changes(weighing, words={"about": weighing.title}, state=weighing.state)


def _check(sides: list[Organisation], by: Capacity) -> None:
    if by.of not in {one.pk for one in sides} or len(sides) < 2:
        raise ValidationError({"others": _("Choose at least one other organisation.")})
    if len(sides) > AT_MOST:
        raise ValidationError({"others": _("At most {n} organisations weigh together.").format(n=AT_MOST)})
    members = Membership.objects.filter(organisation__in=sides, state=MembershipState.MEMBER)
    here = set(members.values_list("organisation", flat=True))
    for one in sides:
        if one.pk not in here:
            raise ValidationError({"others": _("{name} is not a member here.").format(name=one.name)})


def _fresh(weighing: Weighing, by: Capacity, at: datetime) -> tuple[Weighing, Any]:
    """The weighing and the side one speaks for, read anew inside the act."""
    require(same_coalition(by, weighing) or may_answer_weighing(by, weighing, at=at))
    found: Weighing = Weighing.objects.select_related("coalition").get(pk=weighing.pk)
    return found, WeighingSide.objects.get(weighing=found, organisation=by.of)


def _show_if_all(weighing: Weighing, at: datetime) -> None:
    """Once the last side has answered, the advice is there for all."""
    sides = list(weighing.sides.all())
    if any(side.answered_at is None for side in sides):
        return
    today, held_for = standing_of_group(weighing, [side.organisation_id for side in sides], day_of(at))
    found = advise([side.answer for side in sides], today, held_for=held_for)
    weighing.today, weighing.rung, weighing.waits_for = today, found.rung, found.waits_for
    weighing.state, weighing.shown_at = WeighingState.SHOWN, at
    weighing.store()
    telling.tell_shown(weighing, sides, at=at)
