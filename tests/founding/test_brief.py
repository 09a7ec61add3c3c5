"""The brief: each founder answers alone, then all stand side by side and become one text, adopted by decision."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.audit.verify import verify
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.standing import standing_of
from comity.core.advice.briefing import Brief, readable
from comity.core.ballots.types import Choice
from comity.founding.brief.acts import answer_brief, ask_for_brief
from comity.founding.brief.queries import first_draft, table, visible_to
from comity.founding.models import BriefAnswer, FoundingText, Kind
from comity.founding.writing.acts import adopt_founding_text, begin_founding_text, put_founding_text
from comity.founding.writing.queries import adopted_words
from comity.governing.acts import cast_vote, close_question
from comity.notices.models import Ask, Mail
from comity.people.models import Sector
from comity.texts.acts import suggest, thaw_text, write_version
from tests.cast import THEN, Troupe, join
from tests.founding.stage import SPEAKERS, hat
from tests.governing.stage import signed_in

pytestmark = pytest.mark.row("F2")
DAY = timedelta(days=1)
CLOSES = THEN + 10 * DAY
WORDS = {Brief.RESULT: "No cold flat.", Brief.STRENGTHS: "We know each other.", Brief.EXCHANGE: "A day a week.",
         Brief.OBJECTIVES: "Forty flats."}  # fmt: skip


def answer_all(troupe: Troupe, *marks: str, but: tuple[Brief, ...] = ()) -> None:
    """These organisations answer all four, each with its mark before its words."""
    for mark in marks:
        said = {one: f"{mark}: {words}" for one, words in WORDS.items() if one not in but}
        answer_brief(said, by=hat(troupe, mark), at=THEN)


def seen_by(troupe: Troupe, mark: str) -> set[str]:
    """The words that an organisation's speaker may read."""
    with troupe.scope():
        standing = standing_of(troupe.people[SPEAKERS[mark]].pk, troupe.coalition.pk, at=THEN)
        return {row.words for row in visible_to(standing)}


def page(client: Client, troupe: Troupe, name: str = "founding:brief", *args: Any) -> str:
    with stopped_at(THEN):
        answer = client.get(reverse(name, args=[troupe.coalition.slug, *args]))
    assert answer.status_code == 200
    return answer.content.decode()


def adopted(troupe: Troupe, thing: FoundingText) -> FoundingText:
    """All founders vote yes, and the rule closes it."""
    with troupe.scope():
        put = put_founding_text(thing, closes_at=CLOSES, by=troupe.by, at=THEN)
        assert put.vote is not None
        for mark in troupe.organisations:
            cast_vote(put.vote, Choice.YES, by=hat(troupe, mark), at=THEN + DAY)
        close_question(put.vote, by=the_rule(troupe.coalition.pk), at=CLOSES)
        found: FoundingText = FoundingText.objects.select_related("text", "vote", "coalition").get(pk=thing.pk)
    return found


def test_nobody_reads_the_others_before_having_answered_the_same_question(founders: Troupe) -> None:
    answer_all(founders, "WC")
    assert seen_by(founders, "NS") == set()
    answer_brief({Brief.RESULT: "NS: Warm rooms."}, by=hat(founders, "NS"), at=THEN)
    assert seen_by(founders, "NS") == {"NS: Warm rooms.", "WC: No cold flat."}
    assert "WC: Forty flats." not in seen_by(founders, "NS")
    answer_all(founders, "NS")
    assert len(seen_by(founders, "NS")) == 8
    assert seen_by(founders, "YC") == set(), "who has said nothing reads nothing"


def test_who_speaks_for_nobody_waits_for_all_founders() -> None:
    given = {("a", Brief.RESULT), ("b", Brief.RESULT), ("a", Brief.STRENGTHS)}
    assert readable(given, own=[], founders=["a", "b"]) == {Brief.RESULT}
    assert readable(given, own=["a"], founders=["a", "b"]) == {Brief.RESULT, Brief.STRENGTHS}
    assert readable(given, own=["a", "b"], founders=["a", "b"]) == {Brief.RESULT}
    assert readable(set(), own=[], founders=[]) == frozenset()


def test_the_page_the_table_and_the_record_keep_what_is_not_to_be_read_yet(founders: Troupe) -> None:
    answer_all(founders, "WC")
    leila = signed_in(founders.people["Leila"])
    shown = page(leila, founders)
    assert "WC: " not in shown and "You read what the others answered once your organisation has answered" in shown
    with founders.scope():
        standing = standing_of(founders.people["Leila"].pk, founders.coalition.pk, at=THEN)
        assert list(table(standing))[1:] == []
    record = page(leila, founders, "inside:record")
    assert "WC: " not in record
    answer_all(founders, "YC")
    assert "WC: Forty flats." in page(leila, founders)


def test_one_question_a_page_and_each_answer_is_kept_at_once(founders: Troupe) -> None:
    tomas = signed_in(founders.people["Tomas"])
    with stopped_at(THEN):
        first = tomas.get(reverse("founding:brief-answer", args=[founders.coalition.slug]))
        for number, one in enumerate(Brief, start=1):
            address = reverse("founding:brief-question", args=[founders.coalition.slug, one.value])
            assert first.headers["Location"] == address
            assert f"Question {number} of 4" in tomas.get(address).content.decode()
            assert tomas.post(address, {"words": " "}).status_code == 422
            first = tomas.post(address, {"words": WORDS[one]})
        assert first.headers["Location"] == reverse("founding:brief", args=[founders.coalition.slug])
        unknown = reverse("founding:brief-question", args=[founders.coalition.slug, "weather"])
        assert tomas.get(unknown).status_code == 404
    with founders.scope():
        assert BriefAnswer.objects.filter(organisation=founders.organisations["NS"]).count() == 4


def test_founders_are_asked_by_mail_and_answer_from_it(founders: Troupe) -> None:
    answer_all(founders, "WC")
    ask_for_brief(by=founders.by, at=THEN)
    with pytest.raises(ValidationError, match="asked today"):
        ask_for_brief(by=founders.by, at=THEN)
    assert {mail.to for mail in Mail.objects.filter(kind="founding.brief")} == {
        "tomas.berg@example.org", "leila.nasr@example.org"
    }  # fmt: skip
    mail = Mail.objects.get(kind="founding.brief", to="leila.nasr@example.org")
    found = re.search(r"https?://[^/]+(/a/[^\s>]+)", mail.text)
    assert found is not None
    stranger = Client()
    with stopped_at(THEN):
        opened = stranger.get(found[1]).content.decode()
        assert "Which result do we want" in opened and "WC: " not in opened
        with founders.scope():
            assert BriefAnswer.objects.count() == 4, "opening it changes nothing"
        assert stranger.post(found[1], {}).status_code == 422
        done = stranger.post(found[1], {"result": "Warm by winter.", "exchange": "Hours."}, follow=True)
        assert "Thank you" in done.content.decode()
    with founders.scope():
        assert BriefAnswer.objects.filter(organisation=founders.organisations["YC"]).count() == 2
    asked = Ask.objects.filter(kind="founding.brief", organisation=founders.organisations["YC"].pk)
    assert asked.get().closed_at is None, "two are still open"
    answer_all(founders, "YC")
    assert asked.get().closed_at is not None


def test_the_joint_brief_begins_with_all_answers_and_opens_them_to_all(founders: Troupe) -> None:
    answer_all(founders, "WC", "NS")
    with founders.scope(), pytest.raises(Refused, match="Youth Club"):
        begin_founding_text(Kind.BRIEF, "We begin.", by=hat(founders, "NS"), at=THEN)
    answer_all(founders, "YC")
    tomas = signed_in(founders.people["Tomas"])
    form = page(tomas, founders, "founding:begin-text", "brief")
    with founders.scope():
        draft = first_draft()
    assert "**North School:** NS: Forty flats." in draft and "NS: Forty flats." in form
    with stopped_at(THEN):
        address = reverse("founding:begin-text", args=[founders.coalition.slug, "brief"])
        assert tomas.post(address, {"words": draft}).status_code == 302
        assert tomas.post(address, {"words": draft}).status_code == 409, "there is one brief"
    with pytest.raises(Refused, match="being written by now"):
        answer_all(founders, "WC")
    join(founders, "Late Harbour Library", Sector.PUBLIC, founders.people["Leila"])
    assert len(seen_by(founders, "YC")) == 12, "once it is begun everybody reads all"


def test_who_coordinates_may_begin_without_the_silent_but_not_without_anybody(founders: Troupe) -> None:
    with founders.scope(), pytest.raises(Refused):
        begin_founding_text(Kind.BRIEF, "We begin.", by=founders.by, at=THEN)
    answer_all(founders, "WC")
    with founders.scope():
        begun = begin_founding_text(Kind.BRIEF, "We begin.", by=founders.by, at=THEN)
    assert begun.text is not None and begun.text.words == "We begin."


def test_it_is_written_in_versions_with_suggestions_and_adopted_by_decision(founders: Troupe) -> None:
    answer_all(founders, "WC", "NS", "YC")
    with founders.scope():
        thing = begin_founding_text(Kind.BRIEF, "Forty flats.", by=hat(founders, "NS"), at=THEN)
        assert thing.text is not None
        suggest(thing.text, words="Fifty flats.", by=hat(founders, "WC"), at=THEN)
        write_version(thing.text, words="Forty flats by winter.", by=hat(founders, "YC"), at=THEN)
        put = put_founding_text(thing, closes_at=CLOSES, by=hat(founders, "YC"), at=THEN)
        with pytest.raises(Refused, match="stands still"):
            write_version(thing.text, words="A hundred.", by=hat(founders, "NS"), at=THEN)
        with pytest.raises(Refused, match="voting on these words"):
            thaw_text(thing.text, by=hat(founders, "NS"), at=THEN)
        with pytest.raises(Refused, match="asked about this already"):
            put_founding_text(thing, closes_at=CLOSES, by=hat(founders, "NS"), at=THEN)
        with pytest.raises(Refused, match="members’ vote"):
            adopt_founding_text(thing, carried=put.vote, by=founders.by, at=THEN)  # type: ignore[arg-type]
        assert put.vote is not None and "Forty flats by winter." in put.vote.text
        for mark in ("WC", "NS"):
            cast_vote(put.vote, Choice.YES, by=hat(founders, mark), at=THEN + DAY)
        close_question(put.vote, by=the_rule(founders.coalition.pk), at=CLOSES)
        held = FoundingText.objects.select_related("text", "vote").get()
        assert (held.adopted_number, held.adopted_at, held.adopted_by) == (2, CLOSES, put.vote)
        thaw_text(held.text, by=hat(founders, "NS"), at=CLOSES)
        write_version(held.text, words="A hundred.", by=hat(founders, "NS"), at=CLOSES)
        held = FoundingText.objects.select_related("text", "vote").get()
        assert not held.holds_as_written and adopted_words(held) == "Forty flats by winter."
        assert list(verify(founders.coalition.pk)) == []
    ines = signed_in(founders.people["Ines"])
    assert "Adopted; a newer version is being written" in page(ines, founders)


def test_what_the_members_do_not_adopt_can_be_changed_and_put_again(founders: Troupe) -> None:
    answer_all(founders, "WC", "NS", "YC")
    with founders.scope():
        thing = begin_founding_text(Kind.BRIEF, "Forty flats.", by=founders.by, at=THEN)
        put = put_founding_text(thing, closes_at=CLOSES, by=founders.by, at=THEN)
        for mark in ("WC", "NS"):
            cast_vote(put.vote, Choice.NO, by=hat(founders, mark), at=THEN + DAY)  # type: ignore[arg-type]
        close_question(put.vote, by=the_rule(founders.coalition.pk), at=CLOSES)  # type: ignore[arg-type]
        thing = FoundingText.objects.select_related("text", "vote", "coalition").get()
        assert not thing.is_adopted
    ines = signed_in(founders.people["Ines"])
    assert "did not adopt this version" in page(ines, founders)
    with founders.scope():
        thaw_text(thing.text, by=founders.by, at=CLOSES)  # type: ignore[arg-type]
        write_version(thing.text, words="Twenty.", by=founders.by, at=CLOSES)  # type: ignore[arg-type]
        again = put_founding_text(thing, closes_at=CLOSES + 10 * DAY, by=founders.by, at=CLOSES)
    assert again.voted_number == 2


def test_mission_and_structure_are_kept_by_the_assembly_and_suggested_to_by_all(founders: Troupe) -> None:
    with founders.scope():
        with pytest.raises(Refused, match="kept by the assembly"):
            begin_founding_text(Kind.STRUCTURE, "Two bodies.", by=hat(founders, "NS"), at=THEN)
        thing = begin_founding_text(Kind.STRUCTURE, "Two bodies.", by=founders.by, at=THEN)
        suggest(thing.text, words="Three bodies.", by=hat(founders, "NS"), at=THEN)  # type: ignore[arg-type]
    assert Ask.objects.filter(kind="texts.suggestion").get().person == founders.coordinator.pk
    tomas = signed_in(founders.people["Tomas"])
    shown = page(tomas, founders, "founding:structure")
    assert "Two bodies." in shown and "Put it to the vote" not in shown
    assert "Put it to the vote" not in page(tomas, founders, "founding:mission")
    with stopped_at(THEN):
        assert tomas.get(reverse("founding:begin-text", args=[founders.coalition.slug, "mission"])).status_code == 403


def test_the_page_takes_few_queries_however_many_founders(
    founders: Troupe, django_assert_max_num_queries: Any
) -> None:
    ines = signed_in(founders.people["Ines"])
    page(ines, founders)
    for number in range(3):
        join(founders, f"Neighbours {number}", Sector.CITIZEN, founders.people["Ines"])
    answer_all(founders, "WC")
    with django_assert_max_num_queries(12):
        page(ines, founders)
