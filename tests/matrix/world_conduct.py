"""What the world holds of who does what, statements and conflicts, each full of canaries."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from comity.base.capacity import Capacity
from comity.coalitions.models import Mandate
from comity.core.duties import Part
from comity.governing.acts import areas, conflicts, media, neutrals, outcomes, statements
from comity.governing.models import SpokeAs
from comity.people.models import Organisation, Person
from tests.cast import Troupe, oneself


def divide_everything(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """A contested area, and what an organisation is good at. hats: two members that speak."""
    canary, (first, second) = f"KANARI-{name}", hats
    area = areas.name_area(name=f"Area {canary}", words=canary, needs=canary, by=first, at=at)
    for by in (second, first):
        organisation = Organisation.objects.get(pk=by.of)
        duty = areas.claim_part(area, Part.DECIDES, organisation=organisation, by=by, at=at)
    skill = areas.state_competence(name=canary, level=2, evidence=canary, by=first, at=at)
    things.area, things.duty, things.competence = area.pk, duty.pk, skill.pk


def quarrel(troupe: Troupe, name: str, things: Any, at: datetime) -> None:
    """A case between two members whose people nobody else may see; in alpha, the seated one speaks for one of them.

    The tenants' coordinator is no side: she must not know of it.
    """
    canary, marks = f"KANARI-CASE-{name}", ("OD", "HH") if name == "ALPHA" else (f"{name[0]}T", f"{name[0]}L")
    first, second = (_speaker(troupe, mark) for mark in marks)
    said = dict.fromkeys(("title", "account", "tried", "came_of_it"), canary)
    case = conflicts.open_case(
        other=troupe.organisations[marks[1]], tried_on=at.date(), by=first, at=at, **said
    )  # fmt: skip
    conflicts.write_in_case(case, canary, by=second, at=at)
    for side in (first, second):
        conflicts.ask_for_next(case, by=side, at=at)
    helper = troupe.coordinator if name != "ALPHA" else troupe.people["Henk"]
    asked = neutrals.propose_neutral(case, helper, why=canary, by=first, at=at)
    neutrals.agree_to_help(asked, interests=f"KANARI-HELPS-{name}", by=_any_hat(troupe, helper), at=at)
    neutrals.answer_neutral(asked, False, why=canary, by=second, at=at + timedelta(minutes=1))
    outcome = outcomes.propose_outcome(case, canary, by=first, at=at)
    things.case, things.neutral, things.outcome = case.pk, asked.pk, outcome.pk
    things.named = case.people.order_by("pk").last().pk


def _speaker(troupe: Troupe, mark: str) -> Capacity:
    organisation = troupe.organisations[mark]
    mandate = Mandate.objects.filter(organisation=organisation, signs=True).order_by("pk").first()
    return troupe.hat(mandate.person, organisation)


def _any_hat(troupe: Troupe, who: Person) -> Capacity:
    return oneself(who, troupe.coalition)


def speak(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """A draft in the coalition's name that is to be cleared, an organisation's own, one published, and the media log.

    The own draft stands for the health service in alpha, whose person is the seated one.
    """
    canary, by = f"KANARI-{name}", hats[0]
    draft = statements.draft_statement(
        kind="coalition", title=f"Statement {canary}", text=canary, by=by, at=at
    )
    statements.ask_for_clearing(draft, by=by, at=at)
    if name == "ALPHA":
        statements.clear_statement(draft, False, why=canary, by=troupe.by, at=at)
    out = statements.draft_statement(
        kind="coalition", title="Said to all", text="For everyone.", by=by, at=at
    )
    statements.ask_for_clearing(out, by=by, at=at)
    if name == "ALPHA":
        statements.clear_statement(out, True, by=troupe.by, at=at)
        statements.publish_statement(out, by=by, at=at)
        statements.write_statement(out, title="Said", text="All.", why=canary, by=by, at=at)
    mark, secret = ("HH" if name == "ALPHA" else f"{name[0]}T"), f"KANARI-OWN-{name}"
    own = statements.draft_statement(kind="own", title=secret, text=secret, by=_speaker(troupe, mark), at=at)
    item = media.log_media(
        on=at.date(), outlet=canary, kind="press", about=canary, clip=canary, spoke=Person.objects.get(pk=by.person),
        spoke_as=SpokeAs.COALITION, link=f"https://example.org/{canary}", by=by, at=at,
    )  # fmt: skip
    things.statement, things.own_statement, things.said, things.media = draft.pk, own.pk, out.pk, item.pk
