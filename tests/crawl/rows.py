"""One row more in every list that hangs on no organisation, body or vote: of each room, what it lists."""

from contextlib import suppress
from datetime import time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from comity.credits.acts import give_credit
from comity.files.acts import upload_file
from comity.governing.acts import areas, draft_question, draft_rulebook, media
from comity.governing.acts.statements import draft_statement
from comity.governing.models import SpokeAs
from comity.governing.rulebook import adopted
from comity.meetings import acts as meetings
from comity.network.acts import calls, contacts, introductions, keep_ties, news
from comity.network.acts import pulse as pulses
from comity.signatures.acts import open_sheet
from comity.surveys import acts as surveys
from comity.tasks.acts import give_task
from comity.texts.acts import comment_on, open_text, suggest, write_version
from comity.topics.acts import add_topic
from tests.cast import THEN
from tests.matrix.world import NOW, World, voters


def add_rows(world: World, number: int) -> None:
    """A row of each room, for the whole coalition; and of what belongs to the things that pages of one thing show."""
    with world.alpha.scope():
        _practise(world, number)
        _write(world, number)
        _rule(world, number)
        _reach(world, number)
        _trust(world, number)
    _meet(world, number)


def _practise(world: World, number: int) -> None:
    alpha, by = world.alpha, world.alpha.by
    owner, other = list(alpha.organisations.values())[:2]
    add_topic(name=f"Topic {number}", by=by, at=NOW)
    keep_ties(name=f"Wave {number}", question="Who works with whom?", by=by, at=NOW)
    for thing in (alpha.coalition, alpha.bodies["steering"]):
        give_task(thing=thing, title=f"Task {number}", organisation=owner, by=by, at=NOW)
        open_sheet(
            thing=thing, title=f"Sheet {number}", text="We promise.", organisations=[owner, other], by=by, at=NOW
        )
        give_credit(thing=thing, organisation=owner, what=f"wrote part {number}", by=by, at=NOW)
    survey = surveys.draft_survey(thing=alpha.coalition, title=f"Survey {number}", by=by, at=NOW)
    surveys.add_question(survey, kind="text", text="How?", by=by, at=NOW)
    asked = [surveys.Asked(owner, alpha.coordinator), surveys.Asked(other, None)]
    surveys.open_round(survey, asked=asked, closes_on=NOW.date() + timedelta(days=9), by=by, at=NOW)


def _write(world: World, number: int) -> None:
    alpha, by, speaker = world.alpha, world.alpha.by, voters(world.alpha)[0]
    text = open_text(alpha.bodies["steering"], title=f"Text {number}", words="We meet.", by=by, at=NOW)
    file = ContentFile(f"Words {number}".encode(), name=f"file-{number}.txt")
    upload_file(alpha.bodies["steering"], file, note="", by=by, at=NOW)
    text = write_version(text, title=text.title, words=f"We meet on day {number}.", by=by, at=NOW)
    suggest(text, words=f"We meet on day {number} at six.", why="Clearer.", by=speaker, at=NOW)
    comment_on(text, words="Which day?", by=speaker, at=NOW)


def _rule(world: World, number: int) -> None:
    alpha, by, speaker = world.alpha, world.alpha.by, voters(world.alpha)[0]
    areas.name_area(name=f"Area {number}", by=by, at=NOW)
    areas.state_competence(name=f"Skill {number}", level=2, evidence="Forty boilers.", by=speaker, at=NOW)
    draft_statement(kind="coalition", title=f"Statement {number}", text="Warm flats.", by=by, at=NOW)
    media.log_media(
        on=NOW.date(), outlet=f"Radio {number}", kind="press", about="Warm flats", clip="Quoted.",
        spoke=alpha.coordinator, spoke_as=SpokeAs.COALITION, by=by, at=NOW,
    )  # fmt: skip
    now: Any = adopted(alpha.coalition.pk, NOW)
    draft_rulebook(now.rules, why=f"Change {number}.", by=by, at=NOW)
    draft_question(body=alpha.assembly, title=f"Draft {number}?", lede="Perhaps.", binding=False, by=by, at=THEN)


def _trust(world: World, number: int) -> None:
    alpha = world.alpha
    talk = pulses.plan_talk(planned_on=NOW.date(), facilitator=alpha.coordinator, by=alpha.by, at=NOW)
    pulses.note_talk(talk, held_on=NOW.date(), result=f"Talk {number}", by=alpha.by, at=NOW)
    day = NOW.date() + timedelta(days=5)
    with suppress(ValidationError):  # everybody is being introduced already
        introductions.propose_introductions(
            size=2, aim="apart", answer_by=day, seed=str(number), by=alpha.by, at=NOW
        )


def _reach(world: World, number: int) -> None:
    speaker = voters(world.alpha)[0]
    known = contacts.enter_contact(
        name=f"Nils {number}", kind="person", why="Decides.", source="His card.", by=speaker, at=NOW
    )
    contacts.note_touch(known, way="met", on=NOW.date(), by=speaker, at=NOW)
    day = NOW.date() + timedelta(days=9)
    call = calls.ask_for_help(title=f"Help {number}", kind="hands", minutes=30, by_on=day, by=speaker, at=NOW)
    calls.offer_help(call, "We come.", by=voters(world.alpha)[1], at=NOW)
    item = news.post_news(title=f"News {number}", text="Warm flats.", until_on=day, by=speaker, at=NOW)
    news.answer_news(item, "Thank you.", by=voters(world.alpha)[1], at=NOW)


def _meet(world: World, number: int) -> None:
    by, body = world.alpha.by, world.alpha.assembly
    starts = NOW + timedelta(days=20 + number)
    meeting = meetings.plan_meeting(body=body, starts_at=starts, minutes=60, title=f"Meeting {number}", by=by, at=NOW)
    meetings.bring_item(meeting, kind="work", title=f"Item {number}", by=by, at=NOW)
    meetings.begin_series(
        body=body, name=f"Series {number}", every="quarter", first_on=(NOW + timedelta(days=30 + number)).date(),
        hour=time(18), minutes=90, place="Hall", by=by, at=NOW,
    )  # fmt: skip
