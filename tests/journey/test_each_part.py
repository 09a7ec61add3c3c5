"""Each step and each activity on its page: it changes by itself when evidence appears, and when that goes stale."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.coalitions.acts import change_membership
from comity.coalitions.acts.structure import SAID
from comity.coalitions.models import BodyKind, Membership, MembershipState, Role, Seat
from comity.core.advice import journey
from comity.core.advice.journey import Part
from comity.core.rulebook.presets import Places, simple
from comity.founding.library.acts import enter_precedent, strike_precedent
from comity.founding.models import (
    Convening,
    Criterion,
    Drive,
    Endorsement,
    FoundingText,
    Judgement,
    Kind,
    Need,
    Party,
    Precedent,
    Prospect,
)
from comity.founding.prospects import acts as prospects
from comity.founding.prospects import acts_gaps
from comity.founding.writing.acts import begin_founding_text
from comity.governing.acts import draft_question, draft_rulebook
from comity.governing.models import Acceptance, Question, RulebookVersion, VersionState
from comity.people.models import Sector
from comity.texts.models import Version
from comity.topics.acts import add_topic
from tests.cast import THEN, Troupe, join
from tests.founding.stage import SPEAKERS, hat
from tests.founding.test_brief import answer_all
from tests.founding.test_convening import AFTER, approve, called, opened, ready
from tests.governing.stage import signed_in
from tests.journey import test_evidence as one

__all__ = ["ready"]
DAY = timedelta(days=1)
SOON = THEN + DAY
#: the pages: of steps, of activities
STEPS = {part.key: "inside:path" for part in journey.STEPS}
PAGES = STEPS | {part.key: "journey:activities" for part in journey.ACTIVITIES}
PARTS: dict[str, Part] = {part.key: part for part in (*journey.STEPS, *journey.ACTIVITIES)}
Make = Callable[[Troupe], datetime]


def shown(troupe: Troupe, part: str, at: datetime) -> tuple[str, str]:
    """Its class on the way, and all that its place says."""
    client, slug = signed_in(troupe.coordinator), troupe.coalition.slug
    with stopped_at(at):
        page = client.get(reverse(PAGES[part], args=[slug])).content.decode()
    found = re.search(rf'<li(?: class="(\w*)")? id="{part}">(.*?)(?=<li(?: class="\w*")? id="|</section>)', page, re.S)
    assert found is not None, page
    return found[1] or "", found[2]


def text(troupe: Troupe, kind: Kind) -> FoundingText:
    """A founding text that was adopted, by row: the vote has its own tests."""
    with troupe.scope():
        thing = begin_founding_text(kind, "Nobody freezes.", by=troupe.by, at=THEN)
        adopted = Question.objects.first() or _asked(troupe)
        thing.adopted_by, thing.adopted_number, thing.adopted_at = adopted, 1, THEN
        return thing.store()


def _asked(troupe: Troupe) -> Question:
    return draft_question(
        body=troupe.assembly, title="So?", lede="Yes or no.", binding=False, by=hat(troupe, "WC"), at=THEN
    )


def rules(troupe: Troupe) -> None:
    """A rulebook that all members have accepted, by row."""
    with troupe.scope():
        row = draft_rulebook(simple(Places(troupe.assembly.pk)), by=troupe.by, at=THEN)
        RulebookVersion.objects.filter(pk=row.pk).update(state=VersionState.ADOPTED, adopted_at=THEN, seal="a" * 64)
        for mark, who in SPEAKERS.items():
            Acceptance(
                coalition=troupe.coalition, version=row, organisation=troupe.organisations[mark], accepted=True,
                person=troupe.people[who], said_at=THEN,
            ).store()  # fmt: skip


def committee(troupe: Troupe) -> Any:
    """One that looks for partners, with one criterion agreed on."""
    with troupe.scope():
        body = one.body(troupe, BodyKind.STRATEGIC)
        one.seated(troupe, body, "WC", Role.CHAIR)
        prospects.begin_search(body, by=troupe.by, at=THEN)
        prospects.state_criterion("They keep their word.", by=hat(troupe, "WC"), at=THEN)
        prospects.adopt_criteria(on=THEN.date(), how="All agreed.", by=hat(troupe, "WC"), at=THEN)
    return body


def prospect(troupe: Troupe, level: str = "director", **said: Any) -> Prospect:
    return prospects.enter_prospect(name=f"Somebody: {level}", level=level, by=troupe.by, at=THEN, **said)


# ── evidence of each part ──


def need(troupe: Troupe) -> datetime:
    one.checklist(troupe)
    text_of_brief(troupe)
    return SOON


def text_of_brief(troupe: Troupe) -> None:
    answer_all(troupe, *SPEAKERS)
    text(troupe, Kind.BRIEF)


def people(troupe: Troupe) -> datetime:
    one.competences(troupe)
    committee(troupe)
    with troupe.scope():
        Seat.objects.update(level="front")
        acts_gaps.name_needs(sectors=[Sector.CITIZEN], by=troupe.by, at=THEN)
        for level in ("resident", "youth", "politician"):
            row = prospects.move_prospect(prospect(troupe, level), "chosen", by=troupe.by, at=THEN)
            prospects.move_prospect(row, "invited", by=hat(troupe, "WC"), at=THEN)
        prospects.move_prospect(prospect(troupe, "expert"), "aside", why="We know enough.", by=troupe.by, at=THEN)
    return SOON


def objectives(troupe: Troupe) -> datetime:
    one.gains(troupe)
    return SOON


def convene(troupe: Troupe) -> datetime:
    thing = opened(troupe, called(troupe))
    approve(troupe, thing, "WC", "NS", "YC")
    return AFTER


def structure(troupe: Troupe) -> datetime:
    one.sheets(troupe)
    one.series(troupe)
    one.body(troupe, BodyKind.ACTION)
    rules(troupe)
    one.term(troupe)
    with troupe.scope():
        sheet = one.Body.objects.get(kind=BodyKind.STRATEGIC).structure
        said = {name: getattr(sheet, name) for name in SAID}
        executive = one.Body.objects.get(kind=BodyKind.EXECUTIVE)
        one.set_structure(executive, by=troupe.by, at=THEN, **said)
    return SOON


def vitality(troupe: Troupe) -> datetime:
    one.term(troupe)
    one.credit(troupe)
    return SOON


def purpose(troupe: Troupe) -> datetime:
    text(troupe, Kind.MISSION)
    return SOON


def others(troupe: Troupe) -> datetime:
    with troupe.scope():
        topic = add_topic(name="Damp", by=troupe.by, at=THEN)
        for number in range(3):
            enter_precedent(
                name=f"Warm street {number}", what="They knocked.", organised="In pairs.", lessons="Bring tea.",
                source="A friend", contacted_on=THEN.date(), contact_said="Come.", topics=[topic], by=troupe.by,
                at=THEN,
            )  # fmt: skip
    return SOON


def backing(troupe: Troupe) -> datetime:
    mission = text(troupe, Kind.MISSION)
    with troupe.scope():
        drive = Drive(
            coalition=troupe.coalition, text=mission, target=2, groups="Tenants\nOthers", group_count=2,
            person=troupe.coordinator, for_name="All", started_at=THEN,
        ).store()  # fmt: skip
        for group in ("Tenants", "Others"):
            Endorsement(
                coalition=troupe.coalition, drive=drive, group=group, place="Pier", email_key=group.ljust(64, "x"),
                number=1, confirmed_at=THEN,
            ).store()  # fmt: skip
    return SOON


def partners(troupe: Troupe) -> datetime:
    body = committee(troupe)
    with troupe.scope():
        row = prospect(troupe)
        acts_gaps.name_needs(sectors=[Sector.CITIZEN], by=troupe.by, at=THEN)
        for who in ("Ines", "Tomas"):
            Judgement(
                coalition=troupe.coalition, body=body, prospect=row, person=troupe.people[who], given_at=THEN
            ).store()
    return SOON


def approved(troupe: Troupe) -> datetime:
    thing = opened(troupe, called(troupe))
    approve(troupe, thing, "WC", "NS", "YC")
    with troupe.scope():
        Party.objects.update(spoke_at=AFTER)
    return AFTER


def administration(troupe: Troupe) -> datetime:
    thing = opened(troupe, called(troupe))
    one.kinds(troupe)
    with troupe.scope():
        board = one.Body.objects.get(kind=BodyKind.EXECUTIVE)
        one.seated(troupe, board, "YC", Role.CHAIR, ends_on=AFTER.date() + 60 * DAY)
        plan = FoundingText.objects.select_related("text").get(kind=Kind.STRUCTURE)
        Version.objects.filter(text=plan.text).update(organisation=troupe.organisations["YC"])
        plan.adopted_by, plan.adopted_number, plan.adopted_at = Question.objects.first(), 1, AFTER
        plan.store()
        assert Convening.objects.get(pk=thing.pk).approval_opened_at
    return AFTER


def power(troupe: Troupe) -> datetime:
    one.seated(troupe, one.body(troupe, BodyKind.EXECUTIVE), "YC")
    rules(troupe)
    one.pulses(troupe)
    return SOON


def carry_out(troupe: Troupe) -> datetime:
    one.task(troupe)
    one.initiative(troupe)
    return SOON


MAKE: dict[str, Make] = {
    "need": need, "people": people, "objectives": objectives, "convene": convene, "structure": structure,
    "vitality": vitality, "purpose": purpose, "others": others, "backing": backing, "partners": partners,
    "approve": approved, "administration": administration, "power": power, "carry_out": carry_out,
}  # fmt: skip


# ── what takes it away again: at which moment, and how the page shows it then ──


def after(days: int) -> Make:
    """Nothing happens, but time passes."""
    return lambda troupe: (AFTER if days < 60 else THEN) + timedelta(days=days)


def a_covering_member_leaves(troupe: Troupe) -> datetime:
    with troupe.scope():
        membership = Membership.objects.select_related("organisation").get(organisation=troupe.organisations["YC"])
        change_membership(membership, MembershipState.LEFT, reason="We move.", by=troupe.by, at=SOON)
    return SOON + DAY


def somebody_joins_who_has_said_nothing(troupe: Troupe) -> datetime:
    join(troupe, "New Library", Sector.PUBLIC)
    return SOON


def a_signature_is_not_enough_any_more(troupe: Troupe) -> datetime:
    with troupe.scope():
        Convening.objects.update(at_least=4)
    return AFTER


def one_is_struck(troupe: Troupe) -> datetime:
    with troupe.scope():
        strike_precedent(Precedent.objects.order_by("pk")[0], by=troupe.by, at=SOON)
    return SOON


def one_takes_it_back(troupe: Troupe) -> datetime:
    with troupe.scope():
        Endorsement.objects.filter(group="Others").update(withdrawn_at=SOON)
    return SOON


def a_gap_opens(troupe: Troupe) -> datetime:
    with troupe.scope():
        acts_gaps.name_needs(sectors=[Sector.PRIVATE], by=troupe.by, at=SOON)
        assert Need.objects.count() == 2 and Criterion.objects.exists()
    return SOON


def the_plan_is_rewritten(troupe: Troupe) -> datetime:
    with troupe.scope():
        plan = FoundingText.objects.select_related("text").get(kind=Kind.STRUCTURE)
        row = Version.objects.get(text=plan.text)
        row.pk, row.number, row.words = one.uuid4(), 2, "Two bodies more."
        row._state.adding = True
        row.store()
    return AFTER


def trust_falls(troupe: Troupe) -> datetime:
    one.pulse(troupe, 3, ("q1",))
    return SOON


def the_mission_is_gone(troupe: Troupe) -> datetime:
    with troupe.scope():
        FoundingText.objects.update(adopted_by=None, adopted_number=None, adopted_at=None)
    return SOON


LOSE: dict[str, tuple[Make, str]] = {
    "need": (after(366), "stale"),
    "people": (a_covering_member_leaves, "stale"),
    "objectives": (somebody_joins_who_has_said_nothing, "open"),
    "convene": (after(40), "stale"),
    "structure": (after(100), "stale"),
    "vitality": (after(190), "stale"),
    "purpose": (the_mission_is_gone, "open"),
    "others": (one_is_struck, "open"),
    "backing": (one_takes_it_back, "open"),
    "partners": (a_gap_opens, "open"),
    "approve": (a_signature_is_not_enough_any_more, "open"),
    "administration": (the_plan_is_rewritten, "stale"),
    "power": (trust_falls, "stale"),
    "carry_out": (after(70), "stale"),
}
#: those that rest on the founding meeting, for which the brief and both drafts are there already
CONVENED = ("convene", "approve", "administration")
#: told by a test of its own, as a decision must have been looked at again
ALONE = ("improve",)


@pytest.mark.row("F7")
@pytest.mark.row("F8")
@pytest.mark.parametrize("part", sorted(MAKE))
def test_a_part_changes_by_itself_when_evidence_appears_and_when_it_goes(
    part: str, request: pytest.FixtureRequest
) -> None:
    troupe = request.getfixturevalue("ready" if part in CONVENED else "founders")
    before, said = shown(troupe, part, SOON)
    assert before not in ("done", "stale")
    at = MAKE[part](troupe)
    css, said = shown(troupe, part, at)
    assert css == "done" and "Done" in said, said
    lose, becomes = LOSE[part]
    css, said = shown(troupe, part, lose(troupe))
    assert css in (("", "next") if becomes == "open" else ("stale",)), (css, said)
    assert ("Went stale" in said) == (becomes == "stale")


@pytest.mark.row("F7")
def test_getting_better_rests_on_results_and_on_what_was_changed(db: None) -> None:
    troupe = one.harbour()
    assert shown(troupe, "improve", THEN)[0] != "done"
    question = one.asking(troupe)(review_on=one.CLOSES.date() + 30 * DAY)
    one.votes(troupe, question, HT="yes", OD="yes", HH="yes")
    decision, later = one.close(question), one.CLOSES + 31 * DAY
    by = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    one.review_decision(decision, upheld=False, words="Forty were too many.", by=by, at=later)
    held = one.meeting(troupe, later - 2 * DAY)
    with troupe.scope():
        one.Minutes(
            coalition=troupe.coalition, meeting=held, drafted_at=later, approved_at=later, seal="a" * 64
        ).store()
    assert shown(troupe, "improve", later)[0] == "done"
    one.meeting(troupe, later + DAY)
    assert shown(troupe, "improve", later + 40 * DAY)[0] == "stale", "a meeting has had no result for a month"


ABSENT = ("means", "convictions", "trends", "problems", "contributions", "goals", "plans", "evaluate", "end")


@pytest.mark.row("F7")
@pytest.mark.row("F8")
@pytest.mark.parametrize("part", ABSENT)
def test_what_no_page_tells_of_yet_reads_not_yet_in_comity(part: str, founders: Troupe) -> None:
    css, said = shown(founders, part, SOON)
    assert css == "" and said.lower().count("not yet in comity") == 1 + len(PARTS[part].conditions)


def test_all_eight_steps_and_sixteen_activities_are_told_of_here() -> None:
    assert len(journey.STEPS) == 8 and len(journey.ACTIVITIES) == 16
    assert {*MAKE, *ALONE, *ABSENT} == set(PARTS) and set(LOSE) == set(MAKE)
