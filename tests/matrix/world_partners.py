"""What the world has of looking for partners: what all inside read, and what is for the committee alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from comity.base.capacity import Capacity, the_rule
from comity.founding.diligence import acts as diligence
from comity.founding.diligence import acts_messages as messages
from comity.founding.library import acts as library
from comity.founding.methods import acts as methods
from comity.founding.models import Acknowledged, MethodLeave, Need, Prospect
from comity.founding.prospects import acts, acts_gaps
from comity.founding.redlines import acts as redlines
from comity.governing.models import Question
from comity.topics.models import Topic
from tests.cast import Troupe
from tests.matrix.practising import secret_of


def look_for_partners(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """A committee with agreed criteria, a prospect with a gap and a wave. hats: two that sit in the committee."""
    canary, secret, by = f"KANARI-{name}", secret_of(name), hats[0]
    acts.begin_search(troupe.bodies["steering"], by=troupe.by, at=at)
    criterion = acts.state_criterion(canary, by=by, at=at)
    acts.adopt_criteria(on=at.date(), how=canary, by=by, at=at)
    wave = acts_gaps.plan_wave(name=canary, trigger="words", trigger_words=canary, by=by, at=at)
    words = dict.fromkeys(("populations", "competences", "places", "why"), canary)
    row = acts.enter_prospect(name=f"Prospect {canary}", wave=wave, by=by, at=at, **words)
    acts.move_prospect(row, "looked", why=canary, by=by, at=at)
    acts_gaps.name_needs(populations=[canary], competences=[canary], places=[canary], by=by, at=at)
    need = Need.objects.get()
    acts_gaps.explain_need(need, canary, by=by, at=at)
    for hat in hats:
        acts.score_prospect(row, {criterion.pk: 3}, words=secret, by=hat, at=at)
    _file(row, name, secret, hats, things, at)
    _methods(troupe, row, name, secret, hats, things, at)
    _library(name, secret, hats[0], things, at)
    things.prospect_row, things.criterion, things.need, things.recruiting_wave = row.pk, criterion.pk, need.pk, wave.pk
    assert Prospect.objects.count() == 1


def _file(row: Prospect, name: str, secret: str, hats: Sequence[Capacity], things: Any, at: datetime) -> None:
    """What was found, somebody outside who was asked and answered, and a message that was answered."""
    (by, other), said = hats, f"KANARI-ASKED-{name}"
    found = diligence.note_finding(
        row, kind="source", words=secret, source=secret, link=f"https://example.org/{secret}", dated_on=at.date(),
        by=by, at=at,
    )  # fmt: skip
    mail = f"{said.lower()}@example.org"
    asked = diligence.ask_about(row, kind="reference", name=said, email=mail, asked=said, by=by, at=at)
    rule = the_rule(row.coalition_id)
    diligence.answer_enquiry(asked, declines=False, answer=secret, again="yes", by=rule, at=at)
    words = dict.fromkeys(("to_name", "urgent", "asks", "gains"), said)
    message = messages.write_approach(row, to_email=mail, **words, by=by, at=at)
    messages.show_approach(message, by=by, at=at)
    messages.review_approach(message, True, words=secret, by=other, at=at)
    messages.send_approach(message, by=by, at=at)
    messages.answer_approach(message, "yes", answer=secret, by=rule, at=at)
    draft = messages.write_approach(row, to_email=mail, **words, by=by, at=at)
    things.finding, things.enquiry, things.message, things.draft_message = found.pk, asked.pk, message.pk, draft.pk


def _methods(
    troupe: Troupe, row: Prospect, name: str, secret: str, hats: Sequence[Capacity], things: Any, at: datetime
) -> None:
    """A method that one never uses; leave asked for on an open question; a red line that is its people's alone.

    In alpha the red line is the health service's, for which the one who is seated speaks.
    """
    canary, (by, other) = f"KANARI-{name}", hats
    method = methods.name_method(name=f"Method {canary}", words=canary, by=by, at=at)
    methods.say_method(method, "never", why=canary, by=other, at=at)
    methods.note_prospect_method(row, method, "uses", source=secret, by=by, at=at)
    leave = MethodLeave(question_id=things.draft, method=method, reason=canary, vote_id=things.question, proposed_at=at)
    known = Acknowledged(question_id=things.question, words=canary, at=at)
    for one in (leave, known):
        one.speak_as(by)
        one.store()
    mark, who = ("HH", troupe.people["Okafor"]) if name == "ALPHA" else (f"{name[0]}T", troupe.people["First"])
    own = f"KANARI-OWN-{name}"
    line = redlines.draw_line(
        Topic.objects.filter(merged_into=None).order_by("pk")[0], kind="wish", words=own,
        by=troupe.hat(who, troupe.organisations[mark]), at=at,
    )  # fmt: skip
    things.method, things.red_line = method.pk, line.pk


def _library(name: str, secret: str, by: Capacity, things: Any, at: datetime) -> None:
    """An initiative, linked to a question for all and to one of the committee."""
    canary = f"KANARI-{name}"
    words = dict.fromkeys(
        ("name", "place", "what", "organised", "results", "lessons", "contact", "contact_said", "source"), canary
    )
    row = library.enter_precedent(
        **words, link=f"https://example.org/{canary}", contacted_on=at.date(),
        topics=Topic.objects.filter(merged_into=None).order_by("pk")[:1], by=by, at=at,
    )  # fmt: skip
    for key, question in (("precedent_link", things.question), ("secret_precedent_link", things.secret)):
        link = library.link_precedent(row, Question.objects.get(pk=question), by=by, at=at)
        setattr(things, key, link.pk)
    things.precedent = row.pk
