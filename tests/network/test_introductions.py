"""Members that never met are introduced, answer from their mail, meet, and note it each for themselves."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.models import NamedReader
from comity.coalitions.standing import standing_of
from comity.network.acts import introductions as acts
from comity.network.introductions import coverage, queries
from comity.network.introductions.jobs import remind
from comity.network.models import Introduction, IntroductionNote, IntroductionSide, IntroductionState
from comity.notices.models import Ask, Mail
from tests.cast import THEN, Troupe, join, person
from tests.governing.stage import hat, signed_in
from tests.network.stage import address, tell, text_of

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.row("T1")
DAY, S = THEN.date(), IntroductionState
LATER = THEN + timedelta(hours=1)


def proposed(home: Troupe, **given: Any) -> list[Introduction]:
    """A round for all, and what it proposes."""
    words = {"size": 2, "aim": "apart", "answer_by": DAY + timedelta(days=10), "seed": "tide"} | given
    made = acts.propose_introductions(**words, by=home.by, at=given.pop("at", THEN))
    with home.scope():
        return list(queries.to_read(made.introductions.order_by("pk")))


def marks(home: Troupe, introduction: Introduction) -> list[str]:
    """Who meets, by the marks of the cast."""
    names = {one.pk: mark for mark, one in home.organisations.items()}
    return [names[side.organisation_id] for side in introduction.sides.all()]


WHO = {"HT": "Amina", "OD": "Marta", "HH": "Okafor", "DR": "Henk"}


def side_hat(home: Troupe, mark: str) -> Any:
    return hat(home, WHO[mark], mark)


def agreed(home: Troupe) -> Introduction:
    """The first of a round, to which both have said yes."""
    one = proposed(home)[0]
    for mark in marks(home, one):
        acts.answer_introduction(one, "yes", words=f"Any day, {mark}", by=side_hat(home, mark), at=LATER)
    return one


def test_each_member_stands_in_one_introduction_and_all_are_asked(home: Troupe) -> None:
    made = proposed(home)
    assert sorted(mark for one in made for mark in marks(home, one)) == ["DR", "HH", "HT", "OD"]
    with home.scope():
        asks = Ask.objects.filter(kind="network.introduction", closed_at=None)
        assert {ask.organisation for ask in asks} == {one.pk for one in home.organisations.values()}
    assert Mail.objects.filter(kind="network.introduction").count() == 5


def test_the_same_word_gives_the_same_proposals(home: Troupe, elsewhere: Troupe) -> None:
    with home.scope():
        members = queries.members(home.coalition.pk)
        known = queries.known(standing_of(home.coordinator.pk, home.coalition.pk, at=THEN), members)
        from comity.core.introductions import propose

        ids = [one.pk for one in members]
        assert propose(ids, known, seed="tide") == propose(ids[::-1], known, seed="tide")


def test_those_who_work_together_already_are_introduced_last(home: Troupe) -> None:
    """Of four members two pairs have a tie: neither pair is proposed."""
    tell(home, "Amina", "HT", "OD", 3)
    tell(home, "Okafor", "HH", "DR", 2)
    pairs = [set(marks(home, one)) for one in proposed(home)]
    assert {"HT", "OD"} not in pairs and {"HH", "DR"} not in pairs


def test_when_all_have_met_nobody_is_left_to_introduce(home: Troupe) -> None:
    for n in range(3):
        for one in proposed(home, seed=str(n)):
            acts.say_met(one, on=DAY, by=side_hat(home, marks(home, one)[0]), at=LATER)
    with home.scope(), pytest.raises(ValidationError, match="nobody left"):
        proposed(home)
    with home.scope():
        seen = coverage.read(standing_of(home.coordinator.pk, home.coalition.pk, at=THEN), home.coalition.pk)
    assert (seen.met, seen.pairs, seen.share) == (6, 6, 100)


def test_small_groups_meet_too(home: Troupe) -> None:
    made = proposed(home, size=3)
    assert [len(marks(home, one)) for one in made] == [4]


def test_once_both_want_to_both_learn_how_to_reach_each_other(home: Troupe) -> None:
    one = agreed(home)
    one.refresh_from_db()
    assert one.state == S.AGREED
    mail = Mail.objects.filter(kind="network.meet").first()
    assert mail is not None and "Any day" in mail.text
    with home.scope():
        assert not Ask.objects.filter(thing=one.pk, kind="network.introduction", closed_at=None).exists()
        assert Ask.objects.filter(thing=one.pk, kind="network.meet", closed_at=None).exists()


def test_not_now_needs_no_reason_and_can_be_thought_over(home: Troupe) -> None:
    one = proposed(home)[0]
    first, second = marks(home, one)
    acts.answer_introduction(one, "no", by=side_hat(home, first), at=LATER)
    one.refresh_from_db()
    assert one.state == S.DECLINED
    for mark in (first, second):
        acts.answer_introduction(one, "yes", by=side_hat(home, mark), at=LATER)
    one.refresh_from_db()
    assert one.state == S.AGREED


def test_a_group_meets_without_the_one_who_cannot(home: Troupe) -> None:
    one = proposed(home, size=4)[0]
    away, *others = marks(home, one)
    acts.answer_introduction(one, "no", by=side_hat(home, away), at=LATER)
    for mark in others:
        acts.answer_introduction(one, "yes", by=side_hat(home, mark), at=LATER)
    acts.say_met(one, on=DAY, by=side_hat(home, others[0]), at=LATER)
    with home.scope():
        met = queries.by_state(queries.to_read(Introduction.objects.all()))
    assert len(met) == 3 and all(home.organisations[away].pk not in pair for pair in met)


def test_only_those_who_are_introduced_answer(home: Troupe) -> None:
    one = proposed(home)[0]
    other = next(mark for mark in WHO if mark not in marks(home, one))
    with pytest.raises(Refused, match="introduced"):
        acts.answer_introduction(one, "yes", by=side_hat(home, other), at=LATER)
    with pytest.raises(Refused):
        acts.propose_introductions(
            size=2, aim="apart", answer_by=DAY + timedelta(days=9), seed="x", by=side_hat(home, "DR"), at=THEN
        )


# ── from the mail ──


def links(home: Troupe, kind: str, who: str) -> list[str]:
    mail = Mail.objects.filter(kind=kind, person=home.people[who].pk).latest("queued_at")
    return [url.replace("&amp;", "&") for url in re.findall(r'href="([^"]*/a/[^"]*)"', mail.html)]


def test_two_taps_in_the_mail_say_yes_and_two_more_that_they_met(home: Troupe) -> None:
    one = proposed(home)[0]
    first, second = marks(home, one)
    with stopped_at(LATER):
        for mark in (first, second):
            url = next(link for link in links(home, "network.introduction", WHO[mark]) if "answer=yes" in link)
            page = Client().get(url)
            one.refresh_from_db()
            assert page.status_code == 200 and one.state == S.PROPOSED
            assert Client().post(url, {"what": "answer", "says": "yes"}).status_code == 302
        one.refresh_from_db()
        assert one.state == S.AGREED
        url = links(home, "network.meet", WHO[first])[0]
        assert "We met" in text_of(Client().get(url))
        assert Client().post(url, {"what": "met", "on": DAY.isoformat()}).status_code == 302
        one.refresh_from_db()
        assert one.state == S.MET and one.met_on == DAY
        assert "over" in text_of(Client().get(url)) or "met" in text_of(Client().get(url))


def test_reminders_come_before_the_day_and_three_weeks_after_a_yes(home: Troupe) -> None:
    waiting, both = proposed(home)
    for mark in marks(home, both):
        acts.answer_introduction(both, "yes", by=side_hat(home, mark), at=LATER)
    asked = Mail.objects.filter(kind="network.introduction").count()
    remind(home.coalition.pk, THEN + timedelta(days=5))
    assert Mail.objects.filter(kind="network.introduction").count() == asked
    remind(home.coalition.pk, THEN + timedelta(days=9))
    remind(home.coalition.pk, THEN + timedelta(days=9))
    assert asked < Mail.objects.filter(kind="network.introduction").count() <= asked + 3
    told = Mail.objects.filter(kind="network.meet").count()
    remind(home.coalition.pk, THEN + timedelta(days=23))
    assert Mail.objects.filter(kind="network.meet").count() > told


# ── notes, helpers, pages ──


def test_a_note_is_seen_by_its_writer_alone(home: Troupe) -> None:
    one = agreed(home)
    first, second = marks(home, one)
    acts.note_privately(one, text="They fear for the yard.", by=side_hat(home, first), at=LATER)
    url = address(home, f"introductions/{one.pk}/")
    with stopped_at(LATER):
        pages = {who: text_of(signed_in(home.people[who]).get(url)) for who in {*WHO.values(), "Ruth"}}
        assert [who for who, page in pages.items() if "fear for the yard" in page] == [WHO[first]]
    for who in home.people.values():
        with home.scope():
            standing = standing_of(who.pk, home.coalition.pk, at=LATER)
            rows = list(registry.export["introduction-notes"].rows(standing))
        assert (len(rows) == 2) == (who == home.people[WHO[first]])
    with home.scope():
        note = IntroductionNote.objects.get()
        assert NamedReader.objects.filter(thing=note.pk).count() == 1


def test_who_belongs_to_neither_helps_the_talk_along(home: Troupe) -> None:
    one = proposed(home)[0]
    first, _second = marks(home, one)
    own, other = home.people[WHO[first]], next(mark for mark in WHO if mark not in marks(home, one))
    acts.answer_introduction(one, "yes", wishes_facilitator=True, by=side_hat(home, first), at=LATER)
    with pytest.raises(ValidationError, match="none of those"):
        acts.name_facilitator(one, own, by=side_hat(home, first), at=LATER)
    helper = home.people[WHO[other]]
    acts.name_facilitator(one, helper, by=side_hat(home, first), at=LATER)
    assert Ask.objects.filter(person=helper.pk, kind="network.meet", closed_at=None).exists()
    acts.say_met(one, on=DAY, by=side_hat(home, other), at=LATER)
    assert not Ask.objects.filter(thing=one.pk, closed_at=None).exists()


def test_asking_to_meet_is_ones_own_yes(home: Troupe) -> None:
    one = acts.ask_to_meet(home.organisations["DR"], words="Mondays", by=side_hat(home, "OD"), at=THEN)
    with home.scope():
        says = {side.organisation_id: side.says for side in IntroductionSide.objects.filter(introduction=one)}
    assert says[home.organisations["OD"].pk] == "yes" and says[home.organisations["DR"].pk] == "waiting"
    with pytest.raises(ValidationError, match="already"):
        acts.ask_to_meet(home.organisations["OD"], by=side_hat(home, "DR"), at=LATER)


def test_a_round_is_taken_back_but_not_what_was_answered(home: Troupe) -> None:
    first, second = proposed(home)
    acts.answer_introduction(first, "yes", by=side_hat(home, marks(home, first)[0]), at=LATER)
    with home.scope():
        made = first.round
    acts.drop_round(made, by=home.by, at=LATER)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (S.PROPOSED, S.DROPPED)
    with stopped_at(LATER):
        assert signed_in(home.people["Marta"]).get(address(home, f"introductions/{second.pk}/")).status_code == 404


def test_the_matrix_shows_who_has_met_whom(home: Troupe) -> None:
    one = agreed(home)
    acts.say_met(one, on=DAY, by=side_hat(home, marks(home, one)[0]), at=LATER)
    with stopped_at(LATER):
        page = signed_in(home.people["Marta"]).get(address(home, "introductions/coverage/"))
    assert "1 of 6 pairs" in text_of(page) and page.content.decode().count('class="meet met" title') == 2


def test_pages_take_as_many_queries_for_many_as_for_one(
    home: Troupe, django_assert_max_num_queries: Any
) -> None:
    from comity.people.models import Sector

    for n in range(6):
        join(home, f"Number {n}", Sector.CITIZEN, person(f"Person {n}"))
    proposed(home)
    client = signed_in(home.people["Marta"])
    with stopped_at(LATER):
        for path in ("introductions/", "introductions/coverage/"):
            client.get(address(home, path))
            with django_assert_max_num_queries(14):
                assert client.get(address(home, path)).status_code == 200


def test_a_coordinator_proposes_on_the_page_and_can_undo_it(home: Troupe) -> None:
    client = signed_in(home.people["Amina"])
    given = {"size": "2", "aim": "common", "answer_by": (DAY + timedelta(days=9)).isoformat(), "seed": ""}
    with stopped_at(THEN):
        page = client.post(address(home, "introductions/propose/"), {**given, "hat": home.by.value}, follow=True)
        assert page.status_code == 200, text_of(page)
        with home.scope():
            assert Introduction.objects.filter(state=S.PROPOSED).count() == 2
        undo = re.search(r'action="([^"]*/undo/[^"]*)"', page.content.decode())
        assert undo is not None
        client.post(undo[1], {"hat": home.by.value})
    with home.scope():
        assert Introduction.objects.filter(state=S.DROPPED).count() == 2
