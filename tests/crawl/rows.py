"""One row more in every list that hangs on no organisation, body or vote: of each room, what it lists."""

from contextlib import suppress
from datetime import time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from comity.coalitions.acts import give_mandate
from comity.coalitions.models import Power
from comity.credits.acts import give_credit
from comity.files.acts import upload_file
from comity.governing.acts import areas, draft_question, draft_rulebook, media
from comity.governing.acts.statements import draft_statement
from comity.governing.models import SpokeAs
from comity.governing.rulebook import adopted
from comity.meetings import acts as meetings
from comity.network.acts import (
    calls,
    circle_ideas,
    circle_meetings,
    circle_posts,
    circles,
    contacts,
    introductions,
    keep_ties,
    news,
)
from comity.network.acts import pulse as pulses
from comity.network.models import Circle, CircleIdea, CircleMeeting, CircleMember, CirclePost
from comity.signatures.acts import open_sheet
from comity.surveys import acts as surveys
from comity.tasks.acts import give_task
from comity.texts.acts import comment_on, open_text, suggest, write_version
from comity.topics.acts import add_topic
from tests.cast import THEN, person
from tests.crawl import rows_founding
from tests.matrix.world import NOW, World, voters


def add_rows(world: World, number: int) -> None:
    """A row of each room, for the whole coalition; and of what belongs to the things that pages of one thing show."""
    with world.alpha.scope():
        _practise(world, number)
        _write(world, number)
        _rule(world, number)
        _reach(world, number)
        _trust(world, number)
        _gather(world, number)
        rows_founding.add_rows(world, number)
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


def _gather(world: World, number: int) -> None:
    """A circle more; and in the one that pages show, a member, a thread with an answer, a meeting and an idea."""
    alpha, (keeper, other) = world.alpha, voters(world.alpha)
    circles.begin_circle(name=f"Circle {number}", purpose="We bake.", by=keeper, at=NOW)
    circle = Circle.objects.get(pk=world.things["alpha"].circle)
    someone = person(f"Peer {number}")
    own = next(one for one in alpha.organisations.values() if one.pk == keeper.of)
    give_mandate(someone, organisation=own, powers=[Power.SPEAK], by=alpha.by, at=THEN)
    peer = alpha.hat(someone, own)
    circles.join_circle(circle, by=peer, at=NOW)
    post = circle_posts.write_post(circle, subject=f"Bread {number}", text="Rye?", by=peer, at=NOW)
    first = CirclePost.objects.get(pk=world.things["alpha"].circle_post)
    for thread in (post, first):
        circle_posts.write_post(circle, subject="Bread", text="Wheat.", answers=thread, by=other, at=NOW)
    plan = {"first_on": NOW.date() + timedelta(days=2 + number), "hour": time(18), "minutes": 60}
    circle_meetings.plan_meetings(circle, title=f"Dough {number}", **plan, by=keeper, at=NOW)
    held = CircleMeeting.objects.get(pk=world.things["alpha"].circle_meeting)
    there = CircleMember.objects.filter(circle=circle)
    circle_meetings.note_meeting(held, there, notes="All came.", by=keeper, at=NOW)
    circle_ideas.raise_idea(circle, title=f"Oven {number}", text="One oven.", by=peer, at=NOW)
    idea = CircleIdea.objects.get(pk=world.things["alpha"].circle_idea)
    if number == 0:
        circle_ideas.support_idea(idea, True, by=other, at=NOW)


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
