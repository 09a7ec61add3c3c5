"""Stories of who does what, of statements and of conflicts."""

from datetime import timedelta
from typing import Any

from comity.coalitions.acts import end_mandate, give_mandate
from comity.coalitions.models import Mandate, Power
from comity.core.duties import Part
from comity.credits.acts import give_credit
from comity.governing.acts import areas, conflicts, media, neutrals, outcomes, statements
from comity.governing.conflicts.jobs import sweep as sweep_cases
from comity.governing.models import Area, Case, SpokeAs, Statement
from tests.acts.stories import story
from tests.cast import Troupe, person
from tests.governing.stage import OPENS, hat

LATER = OPENS + timedelta(hours=1)


def repairs(troupe: Troupe) -> Area:
    """An area that nobody has a part in."""
    by = hat(troupe, "Marta", "OD")
    return areas.name_area(name="Repairs", words="Doors.", needs="fire safety", by=by, at=OPENS)


@story("governing.area.named", "governing.area.changed", "governing.area.closed", "governing.area.reopened")
def an_area_comes_and_goes(troupe: Troupe) -> None:
    area = repairs(troupe)
    areas.change_area(area, name="Emergency repairs", by=troupe.by, at=LATER)
    areas.close_area(area, by=troupe.by, at=LATER)
    areas.reopen_area(area, by=troupe.by, at=LATER)


@story("governing.duty.claimed", "governing.duty.dropped", "governing.area.put")
def two_decide_and_one_lets_go(troupe: Troupe) -> None:
    area, shelter, tenants = repairs(troupe), hat(troupe, "Marta", "OD"), hat(troupe, "Amina", "HT")
    for mark, by in (("OD", shelter), ("HT", tenants)):
        part = areas.claim_part(area, Part.DECIDES, organisation=troupe.organisations[mark], by=by, at=OPENS)
    areas.put_area(area, by=shelter, at=LATER)
    areas.drop_part(part, by=tenants, at=LATER)


@story("governing.competence.stated", "governing.competence.withdrawn")
def the_shelter_says_what_it_is_good_at(troupe: Troupe) -> None:
    shelter = hat(troupe, "Marta", "OD")
    areas.state_competence(name="Fire safety", level=1, by=shelter, at=OPENS)
    said = areas.state_competence(name="fire safety", level=2, evidence="31 beds", by=shelter, at=LATER)
    areas.withdraw_competence(said, by=shelter, at=LATER)


# ── conflicts ──


def night_calls(troupe: Troupe) -> Case:
    """The shelter's case with the traders."""
    return conflicts.open_case(
        other=troupe.organisations["DR"], title="Night calls", account="Nobody picks up.", tried="I asked.",
        tried_on=OPENS.date(), came_of_it="Nothing.", by=hat(troupe, "Marta", "OD"), at=OPENS,
    )  # fmt: skip


@story("governing.case.opened", "governing.case.named", "governing.case.unnamed", "governing.case.handed_on")
def people_of_a_side_come_and_go(troupe: Troupe) -> None:
    case, henk = night_calls(troupe), hat(troupe, "Henk", "DR")
    rosa, traders = person("Rosa Quint"), troupe.organisations["DR"]
    for _time in range(2):
        given = give_mandate(rosa, organisation=traders, powers=[Power.SPEAK], by=troupe.by, at=OPENS)
        named = conflicts.name_in_case(case, rosa, by=henk, at=OPENS)
        conflicts.unname_in_case(named, by=henk, at=OPENS)
        end_mandate(given, by=troupe.by, at=OPENS)
    give_mandate(rosa, organisation=traders, powers=list(Power)[:3], by=troupe.by, at=OPENS)
    end_mandate(Mandate.objects.get(person=troupe.people["Henk"]), by=troupe.by, at=OPENS)
    sweep_cases(troupe.coalition.pk, OPENS + timedelta(days=1))


@story("governing.case.written", "governing.case.bound", "governing.case.hurried",
       "governing.case.reminded", "governing.neutral.proposed", "governing.neutral.willing",
       "governing.neutral.answered", "governing.outcome.proposed", "governing.outcome.answered")  # fmt: skip
def a_conflict_goes_its_way_and_is_settled(troupe: Troupe) -> None:
    case, marta, henk = night_calls(troupe), hat(troupe, "Marta", "OD"), hat(troupe, "Henk", "DR")
    conflicts.write_in_case(case, "Please pick up.", by=marta, at=OPENS)
    for side in (marta, henk):
        conflicts.bind_side(case, by=side, at=OPENS)
        conflicts.ask_for_next(case, by=side, at=OPENS)
    okafor = hat(troupe, "Okafor", "HH")
    asked = neutrals.propose_neutral(case, troupe.people["Okafor"], by=marta, at=LATER)
    neutrals.agree_to_help(asked, interests="None.", by=okafor, at=LATER)
    for side in (marta, henk):
        neutrals.answer_neutral(asked, True, by=side, at=LATER)
    refused = outcomes.propose_outcome(case, "Never mind.", by=okafor, at=LATER)
    outcomes.answer_outcome(refused, False, why="No.", by=marta, at=LATER)
    late = OPENS + timedelta(days=29)
    sweep_cases(troupe.coalition.pk, late)
    proposal = outcomes.propose_outcome(case, "We take turns.", by=marta, at=late)
    outcomes.answer_outcome(proposal, True, by=henk, at=late)


@story("governing.case.withdrawn", "governing.case.stepped", "governing.neutral.declined")
def a_case_is_taken_back_when_nobody_can_help(troupe: Troupe) -> None:
    case, marta = night_calls(troupe), hat(troupe, "Marta", "OD")
    sweep_cases(troupe.coalition.pk, OPENS + timedelta(days=15))
    at = OPENS + timedelta(days=16)
    asked = neutrals.propose_neutral(case, troupe.people["Okafor"], by=marta, at=at)
    neutrals.decline_to_help(asked, by=hat(troupe, "Okafor", "HH"), at=at)
    conflicts.withdraw_case(case, by=marta, at=at)


# ── statements and the media ──


def said(troupe: Troupe, kind: str = "coalition", **given: Any) -> Statement:
    """A draft of the shelter's."""
    words = {"kind": kind, "title": "Warm flats", "text": "Forty of them."} | given
    return statements.draft_statement(**words, by=hat(troupe, "Marta", "OD"), at=OPENS)


@story("governing.statement.drafted", "governing.statement.submitted", "governing.statement.cleared",
       "governing.statement.published", "governing.statement.written", "governing.statement.withdrawn")  # fmt: skip
def a_statement_goes_out_is_corrected_and_withdrawn(troupe: Troupe) -> None:
    one, shelter = said(troupe), hat(troupe, "Marta", "OD")
    give_credit(thing=one, organisation=troupe.organisations["HH"], what="measured", by=shelter, at=OPENS)
    for yes in (False, True):
        statements.ask_for_clearing(one, by=shelter, at=OPENS)
        statements.clear_statement(one, yes, why="Shorter.", by=troupe.by, at=OPENS)
        if not yes:
            statements.write_statement(one, title="Warm", text="Forty.", by=shelter, at=OPENS)
    statements.publish_statement(one, by=shelter, at=OPENS)
    statements.write_statement(one, title="Warm", text="41.", why="One more.", by=shelter, at=LATER)
    statements.withdraw_statement(one, why="None.", by=shelter, at=LATER)


@story("governing.statement.raised", "governing.statement.dropped")
def a_quarrel_is_raised_inside_first(troupe: Troupe) -> None:
    one, shelter = said(troupe, "own", against=True), hat(troupe, "Marta", "OD")
    tried = {"tried": "I asked.", "tried_on": OPENS.date(), "came_of_it": "Nothing."}
    statements.raise_inside(one, **tried, by=shelter, at=OPENS)
    statements.drop_statement(one, by=shelter, at=LATER)


@story("governing.media.logged", "governing.media.changed", "governing.media.struck", "governing.media.restored")
def an_item_of_the_media_log_comes_and_goes(troupe: Troupe) -> None:
    shelter = hat(troupe, "Marta", "OD")
    item = media.log_media(
        on=OPENS.date(), outlet="Gazette", kind="press", about="Warm flats", spoke=troupe.people["Marta"],
        spoke_as=SpokeAs.COALITION, by=shelter, at=OPENS,
    )  # fmt: skip
    media.change_media(item, about="Warmer flats", by=shelter, at=LATER)
    media.strike_media(item, by=shelter, at=LATER)
    media.restore_media(item, by=shelter, at=LATER)
