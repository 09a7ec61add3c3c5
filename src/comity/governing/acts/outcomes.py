"""How a conflict is settled: proposed by a side or a neutral, accepted by both; or decided, where both wanted that."""

from datetime import datetime

from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.standing import standing_behind
from comity.governing.acts.conflicts import Rows, both_said_yes, close_case, fresh_case, keep_assent, told
from comity.governing.conflicts import permissions, queries, telling
from comity.governing.models import Case, CaseState, Outcome, OutcomeState
from comity.notices.asks import close_asks


@act("governing.outcome.proposed", says=gettext_noop("proposed how to settle {about}"))
def propose_outcome(case: Case, text: str, *, by: Capacity, at: datetime) -> Changes[Outcome]:
    """Say how it could be settled. Both sides accept it, or it stays a proposal.

    What an arbitrator says at that step binds at once where both sides accepted that beforehand; otherwise it is advice
    that both may accept.
    """
    case = fresh_case(case, by)
    require(permissions.may_write(by, case, at=at))
    side = permissions.side_of(by, case)
    outcome = Outcome(
        coalition_id=case.coalition_id, case=case, party=side, person_id=by.someone, text=text, proposed_at=at
    )
    rows: Rows = [outcome]
    if side is None and _binds(case):
        outcome.state, outcome.settled_at = OutcomeState.BINDING, at
        outcome.store()
        rows += close_case(case, CaseState.DECIDED, at=at)
        telling.tell_over(case, at=at)
        return told(case, outcome, rows)
    outcome.store()
    if side is not None and permissions.signs(standing_behind(by, at=at), by):
        rows.append(keep_assent(case, side, outcome, True, "", by, at))
    telling.ask_assent(case, outcome, at=at)
    return told(case, outcome, rows)


@act("governing.outcome.answered", says=gettext_noop("answered a proposal how to settle {about}"))
def answer_outcome(
    outcome: Outcome, yes: bool, *, why: str = "", by: Capacity, at: datetime
) -> Changes[Outcome]:
    """Accept a proposal, or not. Once both sides have accepted it, the case is settled."""
    case = fresh_case(outcome.case, by)
    outcome = Outcome.objects.get(pk=outcome.pk)
    require(permissions.may_assent(by, case, outcome, at=at))
    side = permissions.side_of(by, case)
    assert side is not None
    rows: Rows = [outcome, keep_assent(case, side, outcome, yes, why, by, at)]
    if not yes:
        outcome.state, outcome.settled_at = OutcomeState.REFUSED, at
        close_asks(outcome, at=at)
    elif both_said_yes(outcome):
        outcome.state, outcome.settled_at = OutcomeState.ACCEPTED, at
        rows += close_case(case, CaseState.SETTLED, at=at)
        telling.tell_over(case, at=at)
    outcome.store()
    close_asks(outcome, at=at, person=by.person)
    return told(case, outcome, rows, yes=yes)


def _binds(case: Case) -> bool:
    """Whether the arbitrator speaks now, and both sides accepted beforehand what is decided."""
    at_last = queries.step_of(case).kind == "arbitrator"
    return at_last and all(party.bound_at for party in case.parties.all())
