"""The pulse of trust: answered from a mail, shown only so that nobody can be found, and acted on when it falls."""

import itertools
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from comity.audit.models import Entry
from comity.audit.verify import verify
from comity.base import registry
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.standing import standing_of
from comity.core.anonymity import K, found
from comity.governing.acts.adopting import accept_rulebook
from comity.governing.rulebook import adopted
from comity.network.acts import pulse as acts
from comity.network.models import Pulse, PulseAnswer, PulseFigure, PulsePlan, PulseRoll, PulseState
from comity.network.pulse import queries
from comity.network.pulse.jobs import sweep
from comity.network.pulse.questions import templates
from comity.notices.models import Ask, Mail
from comity.people.models import Sector
from comity.tasks.models import Task
from tests.cast import THEN, Troupe, join, person
from tests.governing.stage import signed_in
from tests.network.stage import address, text_of

if TYPE_CHECKING:
    from comity.base.capacity import Capacity

pytestmark = pytest.mark.row("T2")
TEXTS = "We keep promises.\nI can say it openly."


@pytest.fixture
def many(home: Troupe) -> Troupe:
    """Harbour Homes with eight more citizen groups: thirteen people could answer."""
    for n in range(8):
        join(home, f"Garden {n}", Sector.CITIZEN, person(f"Gardener{n} Green"))
    return home


def plan(home: Troupe, **given: Any) -> PulsePlan:
    words = {"texts": TEXTS, "owner": home.organisations["OD"]} | given
    return acts.plan_pulse(**words, by=home.by, at=THEN)


def who(home: Troupe, wave: Pulse) -> "list[Capacity]":
    """Everybody who is asked, under some hat, in the order of the cast."""
    from tests.cast import oneself

    with home.scope():
        people = [entry.person for entry in PulseRoll.objects.filter(pulse=wave).select_related("person")]
    return [oneself(one, home.coalition) for one in sorted(people, key=lambda one: one.name)]


def wave(home: Troupe, marks: "list[tuple[int, int]]", at: Any = THEN) -> Pulse:
    """Open, let as many answer as there are marks, and close at the end."""
    one = acts.open_pulse(by=home.by, at=at)
    keys = [question["key"] for question in one.questions]
    for by, answer in zip(who(home, one), marks, strict=False):
        acts.answer_pulse(one, dict(zip(keys, answer, strict=True)), by=by, at=at + timedelta(hours=1))
    return acts.close_pulse(one, by=the_rule(home.coalition.pk), at=one.closes_at)


def figures(home: Troupe, one: Pulse) -> dict[str, list[tuple[int, int]]]:
    """n and mean in tenths, by group."""
    told: dict[str, list[tuple[int, int]]] = {}
    with home.scope():
        for row in PulseFigure.objects.filter(pulse=one):
            told.setdefault(row.group, []).append((row.n, row.tenths))
    return told


GOOD = [(4, 3), (3, 3), (4, 4), (3, 4), (3, 3), (4, 3)] * 3
BAD = [(2, 1), (1, 2), (2, 2), (2, 1), (3, 2), (1, 2)] * 3


def test_a_pulse_asks_everybody_once_and_closes_into_figures(many: Troupe) -> None:
    plan(many, by_sector=False)
    one = wave(many, GOOD[:13])
    assert (one.asked, one.answered, one.left_out, one.held) == (13, 13, 0, "")
    assert [n for n, _mean in figures(many, one)[""]] == [13, 13]
    with many.scope():
        assert not PulseAnswer.objects.exists()
    assert list(verify(many.coalition.pk)) == []


def test_of_an_answer_nothing_is_kept_but_number_group_and_marks(many: Troupe) -> None:
    assert {f.name for f in PulseAnswer._meta.concrete_fields} == {"id", "coalition", "pulse", "group", "marks"}
    assert {f.name for f in PulseRoll._meta.concrete_fields} == {
        "id", "coalition", "pulse", "person", "organisation", "group", "answered", "cell",
    }  # fmt: skip
    plan(many)
    one = acts.open_pulse(by=many.by, at=THEN)
    keys = [question["key"] for question in one.questions]
    acts.answer_pulse(one, dict.fromkeys(keys, 2), by=who(many, one)[0], at=THEN)
    with many.scope():
        kept = PulseAnswer.objects.get()
    assert kept.pk.version == 4
    entry = Entry.objects.filter(act="network.pulse.answered").get()
    assert str(kept.pk) not in entry.text and kept.marks not in entry.text and keys[0] not in entry.text


@pytest.mark.parametrize("order", list(itertools.permutations((0, 1, 2))))
def test_no_order_in_the_database_follows_the_order_of_answering(many: Troupe, order: tuple[int, ...]) -> None:
    plan(many)
    one = acts.open_pulse(by=many.by, at=THEN)
    keys, people = [question["key"] for question in one.questions], who(many, one)
    for place in order:
        acts.answer_pulse(one, dict.fromkeys(keys, place + 1), by=people[place], at=THEN)
    columns = ["", "ctid", "xmin::text::bigint, ctid"] if connection.vendor == "postgresql" else ["", "rowid"]
    with connection.cursor() as cursor:
        for column in columns:
            cursor.execute(f"SELECT id FROM network_pulseanswer{f' ORDER BY {column}' if column else ''}")
            seen = [str(row[0]).replace("-", "") for row in cursor.fetchall()]
            assert seen == sorted(seen) and len(seen) == 3


def test_an_answer_cannot_be_given_twice_nor_by_who_was_not_asked(many: Troupe, elsewhere: Troupe) -> None:
    plan(many)
    one = acts.open_pulse(by=many.by, at=THEN)
    marks = {question["key"]: 3 for question in one.questions}
    by = who(many, one)[0]
    with pytest.raises(ValidationError):
        acts.answer_pulse(one, dict.fromkeys(marks, 5), by=by, at=THEN)
    acts.answer_pulse(one, marks, by=by, at=THEN)
    with pytest.raises(Refused, match="Nobody knows which"):
        acts.answer_pulse(one, marks, by=by, at=THEN)
    with pytest.raises(Refused):
        acts.answer_pulse(one, marks, by=elsewhere.by, at=THEN)


def test_nothing_is_shown_before_the_end_and_nobody_closes_early(many: Troupe) -> None:
    plan(many)
    one = acts.open_pulse(by=many.by, at=THEN)
    with pytest.raises(Refused, match="by the rule"):
        acts.close_pulse(one, by=many.by, at=THEN + timedelta(days=1))
    with stopped_at(THEN + timedelta(hours=2)):
        page = text_of(signed_in(many.people["Marta"]).get(address(many, "pulse/")))
    assert "0 of 13 have answered" in page and "The trend" not in page


# ── few ──


def test_where_fewer_than_five_could_answer_a_talk_is_held_instead(elsewhere: Troupe) -> None:
    mill = next(one for one in elsewhere.organisations.values())
    acts.plan_pulse(texts=TEXTS, owner=mill, by=elsewhere.by, at=THEN)
    with pytest.raises(Refused, match="round of talk"):
        acts.open_pulse(by=elsewhere.by, at=THEN)
    leader = elsewhere.people["Pia"]
    talk = acts.plan_talk(planned_on=THEN.date(), facilitator=leader, by=elsewhere.by, at=THEN)
    client = signed_in(leader)
    with stopped_at(THEN):
        page = text_of(client.get(address(elsewhere, f"pulse/talks/{talk.pk}/")))
        assert "We keep promises." in page and "Nobody writes down who said what" in page
        said = {"held_on": THEN.date().isoformat(), "result": "We call before we write."}
        client.post(address(elsewhere, f"pulse/talks/{talk.pk}/result/"), said)
        assert "We call before we write." in text_of(client.get(address(elsewhere, "pulse/talks/")))
        assert "We call before we write." not in text_of(client.get(address(elsewhere, "pulse/talks/?state=planned")))
    assert not Ask.objects.filter(thing=talk.pk, closed_at=None).exists()


def test_when_fewer_than_five_answered_nothing_is_shown_and_a_talk_is_asked_for(many: Troupe) -> None:
    plan(many)
    one = wave(many, GOOD[:4])
    assert one.held == "few" and figures(many, one) == {}
    assert Ask.objects.filter(person=many.coordinator.pk, kind="network.talk", closed_at=None).exists()
    with stopped_at(one.closes_at):
        assert "Fewer than five answered" in text_of(signed_in(many.people["Marta"]).get(address(many, "pulse/")))


# ── groups, waves, exports: the attacker again, now on what the whole software shows ──


def everything_shown(home: Troupe) -> list[frozenset[Any]]:
    """The people of each figure that any page, export or program gives, as far as they are particular people."""
    shown = []
    with home.scope():
        for row in PulseFigure.objects.select_related("pulse").filter(pulse__left_out=0):
            roll = PulseRoll.objects.filter(pulse=row.pulse, answered=True)
            counted = roll.exclude(cell="") if row.group == "" else roll.filter(cell=row.group)
            shown.append(frozenset(counted.values_list("person", flat=True)))
    return shown


def test_over_waves_groups_and_exports_nobody_is_found(many: Troupe) -> None:
    """Thirteen, the same thirteen, one fewer, and nine of them; groups of citizens and of the rest."""
    plan(many, every_months=1)
    at = THEN
    for count in (13, 13, 12, 9, 13):
        one = wave(many, GOOD[:count], at)
        at = one.closes_at + timedelta(days=1)
        assert not found(everything_shown(many))
    with many.scope():
        assert all(row.n >= K for row in PulseFigure.objects.all())
        waves = list(Pulse.objects.order_by("number"))
        assert [one.left_out for one in waves][:3] == [0, 0, 2]
        assert {row.group for row in PulseFigure.objects.filter(pulse=waves[0])} >= {""}


def test_export_page_and_list_show_the_released_figures_and_no_more(many: Troupe) -> None:
    plan(many)
    one = wave(many, GOOD[:13])
    with many.scope():
        standing = standing_of(many.people["Marta"].pk, many.coalition.pk, at=THEN)
        rows = list(registry.export["pulse"].rows(standing))
        kept = PulseFigure.objects.count()
    assert len(rows) == kept + 1
    client = signed_in(many.people["Marta"])
    with stopped_at(one.closes_at):
        for query in ("?wave=1", "?group=all", "?wave=1&group=citizen", "?export=csv", "?wave=7", "?wave=x"):
            assert client.get(address(many, f"pulse/figures/{query}")).status_code == 200
    tables = [name for name, _table in registry.export.items() if "pulse" in name]
    assert tables == ["pulse"]


# ── a fall ──


def test_a_fall_beyond_chance_becomes_a_task_and_an_ask(many: Troupe) -> None:
    plan(many, by_sector=False)
    first = wave(many, GOOD[:13])
    second = wave(many, BAD[:13], first.closes_at + timedelta(days=1))
    assert first.fell == [] and acts.LEVEL in second.fell
    with many.scope():
        task = Task.objects.get()
        assert task.organisation == many.organisations["OD"] and "We keep promises." in task.text
        assert Ask.objects.filter(thing=task.pk, person=many.people["Marta"].pk, closed_at=None).exists()
    with stopped_at(second.closes_at):
        page = text_of(signed_in(many.people["Henk"]).get(address(many, "pulse/")))
    assert "fallen by more than chance" in page and "Open Door Shelter looks into it" in page


def test_a_fall_within_chance_raises_nothing(many: Troupe) -> None:
    plan(many, by_sector=False)
    """Ten of thirteen answered: what the other three think could be worth more than this fall."""
    first = wave(many, [(2, 2)] * 5 + [(4, 4)] * 5)
    second = wave(many, [(2, 2)] * 7 + [(4, 4)] * 3, first.closes_at + timedelta(days=1))
    assert [mean for _n, mean in figures(many, first)[""]] == [30, 30]
    assert [mean for _n, mean in figures(many, second)[""]] == [26, 26]
    assert second.fell == []
    with many.scope():
        assert not Task.objects.exists()


# ── by the clock and by mail ──


def test_it_opens_calls_to_mind_and_closes_by_the_clock(many: Troupe) -> None:
    plan(many, next_on=THEN.date() + timedelta(days=2), open_days=10, every_months=3)
    day = THEN.replace(hour=10)
    sweep(many.coalition.pk, day + timedelta(days=1))
    with many.scope():
        assert queries.open_pulse() is None
    sweep(many.coalition.pk, day + timedelta(days=2))
    with many.scope():
        one = queries.open_pulse()
    assert one is not None and Mail.objects.filter(kind="network.pulse").count() == 13
    acts.answer_pulse(one, {q["key"]: 3 for q in one.questions}, by=who(many, one)[0], at=day + timedelta(days=3))
    sweep(many.coalition.pk, day + timedelta(days=10, hours=1))
    sweep(many.coalition.pk, day + timedelta(days=10, hours=2))
    assert Mail.objects.filter(kind="network.pulse").count() == 13 + 12
    sweep(many.coalition.pk, day + timedelta(days=12))
    with many.scope():
        assert Pulse.objects.get().state == PulseState.CLOSED
        planned = queries.plan()
    assert planned is not None and planned.next_on == (day + timedelta(days=2 + 91)).date()


def test_a_phone_answers_from_the_mail_without_an_account(many: Troupe) -> None:
    plan(many)
    one = acts.open_pulse(by=many.by, at=THEN)
    mail = Mail.objects.get(kind="network.pulse", person=many.people["Henk"].pk)
    url = re.findall(r'href="([^"]*/a/[^"]*)"', mail.html)[0]
    with stopped_at(THEN + timedelta(hours=1)):
        page = Client().get(url)
        assert page.status_code == 200 and page.content.decode().count('type="radio"') == 8
        with many.scope():
            assert not PulseAnswer.objects.exists()
        assert Client().post(url, {}).status_code == 422
        assert Client().post(url, {q["key"]: "4" for q in one.questions}).status_code == 302
        assert "Your answer is in" in text_of(Client().get(url))
    with many.scope():
        assert PulseAnswer.objects.count() == 1
    assert not Ask.objects.filter(person=many.people["Henk"].pk, kind="network.pulse", closed_at=None).exists()


def test_templates_ask_five_sentences_at_most_and_more_are_refused(many: Troupe) -> None:
    assert all(1 <= len(one.texts) <= 5 for one in templates())
    with pytest.raises(ValidationError, match="one to five"):
        plan(many, texts="\n".join(f"Sentence {n}." for n in range(6)))
    with pytest.raises(ValidationError, match="one to five"):
        plan(many, texts="Twice.\ntwice.")


def test_the_page_takes_as_many_queries_for_three_waves_as_for_one(
    many: Troupe, django_assert_max_num_queries: Any
) -> None:
    plan(many)
    at, client = THEN, signed_in(many.people["Marta"])
    for _time in range(3):
        one = wave(many, GOOD[:13], at)
        at = one.closes_at + timedelta(days=1)
        with stopped_at(at), django_assert_max_num_queries(18):
            assert client.get(address(many, "pulse/")).status_code == 200


@pytest.mark.row("T3")
def test_where_trust_is_shown_stands_who_accepted_the_guidelines(many: Troupe) -> None:
    client = signed_in(many.people["Marta"])
    with stopped_at(THEN):
        before = text_of(client.get(address(many, "pulse/")))
        version = adopted(many.coalition.pk, THEN)
        assert version is not None and "0 of 12 members have accepted our ground rules" in before
        by = many.hat(many.people["Marta"], many.organisations["OD"])
        accept_rulebook(version, by=by, at=THEN)
        after = text_of(client.get(address(many, "pulse/")))
    assert "1 of 12 members have accepted our ground rules" in after
