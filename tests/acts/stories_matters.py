"""Stories of what surrounds the votes on a matter."""

from datetime import date, timedelta
from uuid import uuid4

from comity.base.capacity import the_rule
from comity.base.registry import Effect, effects
from comity.core.matters.reopening import Ground
from comity.governing import acts as governing
from comity.governing.jobs import seal_due
from comity.governing.matters.halting import LONGEST_HALT
from comity.governing.models import Decision, Matter
from tests.acts.stories import story
from tests.cast import THEN, Troupe
from tests.governing.rules import way_of, work_by
from tests.governing.stage import CLOSES, OPENS, asking, close, hat, say, tenants

LATER = OPENS + timedelta(hours=1)
#: what an effect of the stories has done; it fails while this is empty
POSSIBLE: list[bool] = []
TARGET = uuid4()


def paint(target: object, *, carried: object, by: object, at: object) -> None:
    """Fails until it is possible."""
    if not POSSIBLE:
        raise LookupError("There is no paint.")


def painting() -> dict[str, object]:
    """What a question takes whose decision is to paint."""
    if "test.painted" not in effects:
        effects.register("test.painted", Effect("Paint", paint, lambda coalition: {TARGET: "The stairs are painted"}))
    return {"effect": "test.painted", "effect_target": TARGET}


def matter_of(troupe: Troupe) -> Matter:
    """A matter for the steering committee."""
    with troupe.scope():
        return Matter(
            coalition=troupe.coalition, title="The stairs", kind="work", kind_name="A body’s own work",
            body=troupe.bodies["steering"], begun_at=THEN,
        ).store()  # fmt: skip


@story("governing.question.shared", "governing.inquiry.asked", "governing.inquiry.answered")
def a_proposal_is_shown_and_asked_about(troupe: Troupe) -> None:
    draft = governing.draft_question(
        body=troupe.bodies["steering"], title="Paint?", lede="In May.", closes_at=CLOSES, by=tenants(troupe), at=THEN
    )
    shared = governing.share_question(draft, by=tenants(troupe), at=THEN)
    asked = governing.inquire(shared, "Which colour?", by=hat(troupe, "Marta", "OD"), at=LATER)
    governing.answer_inquiry(asked, "Green.", by=tenants(troupe), at=LATER)


@story("governing.review.asked", "governing.decision.reviewed")
def a_decision_is_looked_at_again(troupe: Troupe) -> None:
    question = asking(troupe)(review_on=date(2026, 9, 1))
    say(troupe, question, HT="yes", OD="yes")
    decision = close(question)
    due = CLOSES.replace(month=9)
    governing.ask_review(decision, by=the_rule(troupe.coalition.pk), at=due)
    governing.review_decision(decision, upheld=True, words="Warm.", by=tenants(troupe), at=due)


@story("governing.effect.carried_out")
def what_follows_is_done_later(troupe: Troupe) -> None:
    POSSIBLE.clear()
    question = asking(troupe)(**painting())
    say(troupe, question, HT="yes", OD="yes")
    decision: Decision = close(question)
    POSSIBLE.append(True)
    governing.carry_out(decision, by=tenants(troupe), at=CLOSES + timedelta(days=1))


@story("governing.matter.frozen", "governing.matter.thawed")
def a_matter_rests_and_goes_on(troupe: Troupe) -> None:
    matter = matter_of(troupe)
    governing.freeze_matter(matter, until=LATER, why="We talk first.", by=troupe.by, at=THEN)
    governing.thaw_matter(matter, by=troupe.by, at=THEN + timedelta(minutes=1))


@story("governing.reopening.asked", "governing.reopening.supported", "governing.reopening.withdrawn")
def a_decision_is_taken_up_again(troupe: Troupe) -> None:
    question = asking(troupe)()
    say(troupe, question, HT="yes", OD="yes")
    close(question)
    later = CLOSES + timedelta(days=30)
    traders = hat(troupe, "Henk", "DR")
    asked = governing.ask_reopening(question, Ground.SHARE, why="Again.", by=traders, at=later)
    governing.withdraw_reopening(asked, by=traders, at=later)
    asked = governing.ask_reopening(question, Ground.SHARE, why="Again.", by=traders, at=later)
    assert governing.support_reopening(asked, by=tenants(troupe), at=later).matter_id


@story("governing.halt.ended")
def an_objection_halts_for_as_long_as_any_may(troupe: Troupe) -> None:
    work_by(troupe, method="consent")
    question = asking(troupe)(rule=way_of(troupe, "work").rule)
    governing.raise_objection(question, concern="Dear.", change="Half.", by=hat(troupe, "Marta", "OD"), at=OPENS)
    say(troupe, question, HT="yes", HH="yes")
    for at in (CLOSES, CLOSES + LONGEST_HALT):
        seal_due(troupe.coalition.pk, at)


@story(
    "governing.question.halted", "governing.objection.aside", "governing.objection.kept",
    "governing.objection.integrated",
)  # fmt: skip
def objections_halt_and_are_settled(troupe: Troupe) -> None:
    work_by(troupe, method="consent")
    question = asking(troupe)(rule=way_of(troupe, "work").rule)
    marta, okafor = hat(troupe, "Marta", "OD"), hat(troupe, "Okafor", "HH")
    first = governing.raise_objection(question, concern="Dear.", change="Half.", by=marta, at=OPENS)
    second = governing.raise_objection(question, concern="Late.", change="May.", by=okafor, at=OPENS)
    say(troupe, question, HT="yes")
    seal_due(troupe.coalition.pk, CLOSES)
    governing.stand_aside(first, by=hat(troupe, "Marta", "OD"), at=CLOSES + timedelta(hours=1))
    governing.integrate_change(second, lede="In May.", by=tenants(troupe), at=CLOSES + timedelta(hours=2))
    third = governing.raise_objection(
        question, concern="No.", change="None.", by=hat(troupe, "Okafor", "HH"), at=CLOSES + timedelta(hours=3)
    )
    governing.keep_objection(third, by=hat(troupe, "Okafor", "HH"), at=CLOSES + timedelta(hours=4))
