"""Ways out other than pages: exports, search, mails, mailed links, two tabs; and what is seen after a move, an exit."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.acts import (
    change_membership,
    end_mandate,
    end_seat,
    invite_representative,
    vacate_seat,
)
from comity.coalitions.middleware import ACTING_AS
from comity.coalitions.models import Mandate, Membership, MembershipState, Power, Seat, Term
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_vote, edit_question, open_question
from comity.governing.jobs import sweep
from comity.governing.models import Question, Vote
from comity.governing.telling import vote_links
from comity.notices.digest import send_digests
from comity.notices.models import Ask, Mail
from comity.people.models import Organisation, Person
from tests.cast import Troupe
from tests.matrix.asking import ask, leaks
from tests.matrix.world import CANARIES, INSIDERS, NOW, ROLES, World, voters

pytestmark = [pytest.mark.django_db, pytest.mark.row("P4"), pytest.mark.wide]
LATER = NOW + timedelta(days=10)
#: words of alpha that stay empty in the world, or hold no words of people
NOT_FILLED = {
    "people.organisation.short",  # two or three letters
    "network.wavemember.mark",  # the same
    "coalitions.membershipchange.reason",  # a coordinator's reason for a step: none was given
    "governing.decision.rule_text",
    "governing.decision.effect_note",
    "governing.question.effect_label",
    "governing.question.currency",  # three letters
    "governing.question.withdrawn_why",
    "governing.reopening.refused_why",  # what the rule says, in the software's words
    "governing.case.ended_why",
    "governing.statement.omitted_why",
    "governing.statement.withdrawn_why",
}


# ── the canaries themselves ──


def test_wherever_words_can_stand_in_alpha_a_canary_sits(world: World) -> None:
    bare = [name for name, column, table, where in _word_columns() if not _sits(world, column, table, where)]
    assert set(bare) - NOT_FILLED == set(), (
        "These fields hold no canary: give them one in tests/matrix/world.py."
    )


def _word_columns() -> Iterable[tuple[str, str, str, str]]:
    """Every field for words of a model that belongs to one coalition, and of organisations."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if model is not Organisation and not ("coalition" in names and hasattr(model, "objects")):
            continue
        where = "" if model is Organisation else "AND coalition_id = %s"
        for field in model._meta.concrete_fields:
            if isinstance(field, Line | Words) and model._meta.app_label in WINGS:
                yield f"{model._meta.label_lower}.{field.name}", field.column, model._meta.db_table, where


WINGS = ("people", "coalitions", "governing", "network")


def _sits(world: World, column: str, table: str, where: str) -> bool:
    alpha = world.alpha.coalition.pk
    with connection.cursor() as cursor:
        given = [alpha.hex if connection.vendor == "sqlite" else alpha] if where else []
        cursor.execute(f"SELECT 1 FROM {table} WHERE upper(\"{column}\") LIKE '%%KANARI-%%' {where} LIMIT 1", given)
        return cursor.fetchone() is not None


def test_those_who_may_see_a_canary_do_see_it(world: World) -> None:
    """Else the whole search would prove nothing."""
    shown = dict.fromkeys(INSIDERS, "")
    for role in INSIDERS:
        for name, args, query in [
            ("inside:home", [], ""), ("inside:search", [], "?q=kanari"), ("governing:register", [], ""),
            ("governing:register", [], "?state=draft"), ("network:ties", [], "?export=csv"),
            ("network:roster-draft", [world.things["alpha"].roster], ""),
            ("governing:statement", [world.things["alpha"].own_statement], ""),
            ("governing:conflict", [world.things["alpha"].case], ""),
            ("network:go-between", [world.things["alpha"].between], ""),
            ("founding:diligence", [world.things["alpha"].prospect_row], ""),
        ]:  # fmt: skip
            url = reverse(name, args=[world.alpha.coalition.slug, *args]) + query
            shown[role] += ask(world, role, "GET", url).text
        shown[role] += ask(world, role, "GET", reverse("people:data")).text
    for canary, seen_by in CANARIES.items():
        if "BETA" not in canary and "GAMMA" not in canary:
            for role in seen_by & INSIDERS:
                assert canary in shown[role], f"{role} never sees {canary}"


# ── exports and search ──


@pytest.mark.parametrize("name", [name for name, _ in registry.export.items()])
def test_no_table_of_the_export_tells_too_much(name: str, world: World) -> None:
    for kind in ("csv", "xlsx"):
        url = reverse("inside:export-table", args=[world.alpha.coalition.slug, name, kind])
        for role in ROLES:
            got = ask(world, role, "GET", url)
            expected = 200 if role in INSIDERS else 302 if role == "stranger" else 404
            assert (got.status, leaks(role, got.text)) == (expected, []), (role, url)


@pytest.mark.parametrize("words", ["kanari", "steering", "kanari-beta", "decided", "committee", "gone"])
def test_search_finds_nothing_one_may_not_see(words: str, world: World) -> None:
    url = reverse("inside:search", args=[world.alpha.coalition.slug]) + f"?q={words}"
    for role in INSIDERS:
        assert leaks(role, ask(world, role, "GET", url).text) == [], role


def test_addresses_stand_in_the_export_for_coordinators_alone(world: World) -> None:
    url = reverse("inside:export-table", args=[world.alpha.coalition.slug, "people", "csv"])
    for role in INSIDERS:
        assert ("@example.org" in ask(world, role, "GET", url).text) == (role == "coordinator"), role


# ── the record of acts ──


def test_what_was_done_in_secret_is_veiled_even_from_the_filter_by_kind(world: World) -> None:
    """Asking only for votes must not tell those outside the committee how often it voted."""
    url = reverse("inside:record", args=[world.alpha.coalition.slug]) + "?act=governing.vote.cast"
    assert "something confidential" not in ask(world, "member", "GET", url).text


# ── mails ──


def seen_by(world: World, person: UUID) -> set[str]:
    """Canaries that a person may read, by where they sit; written out by name, not asked of the software."""
    alpha, may = world.alpha, set()
    for role, who in world.people.items():
        if who.pk == person:
            may |= {canary for canary, people in CANARIES.items() if role in people}
    if person == alpha.people["Marta"].pk:
        may |= {"KANARI-ALPHA", "KANARI-CALLED-ALPHA", "KANARI-STEERING", "KANARI-BETWEEN-ALPHA"}
    if person == alpha.people["Ruth"].pk:
        may |= {"KANARI-ALPHA", "KANARI-CALLED-ALPHA"}
    for name in ("beta", "gamma"):
        troupe = world.troupes[name]
        if person in {one.pk for one in troupe.people.values()}:
            may |= {f"KANARI-{name.upper()}", f"KANARI-CALLED-{name.upper()}"}
        if person == troupe.people["First"].pk:
            may |= {f"KANARI-COMMITTEE-OF-{name.upper()}", f"KANARI-BETWEEN-{name.upper()}"}
    return may


def mail_leaks(world: World, may: Any = None) -> list[str]:
    """Mails in the outbox that hold a canary their reader may not see."""
    found = []
    for mail in Mail.objects.all():
        text = f"{mail.subject}\n{mail.text}\n{mail.html}\n{mail.headers}"
        if mail.kind in ("network.answer-key", "founding.endorsement-key"):  # to who wrote: their name, and for whom
            assert mail.person is None
            text = text.replace(mail.name, "").replace(f"KANARI-CALLED-{mail.name.removeprefix('KANARI-')}", "")
        if mail.kind in ("founding.enquiry", "founding.message"):  # to somebody outside, without an account
            assert mail.person is None
            text = re.sub(r"KANARI-(CALLED|ASKED)-\w+|Prospect KANARI-\w+", "", text)
        allowed = seen_by(world, mail.person) - (may or {}).get(mail.person, set())
        found += [
            f"{mail.name}: {canary} in {mail.kind}"
            for canary in CANARIES
            if canary in text and canary not in allowed
        ]
    return found


def days_go_by(troupe: Troupe) -> None:
    """Reminders, the digest, and the sealing of what is due."""
    with troupe.scope():
        sweep(troupe.coalition.pk, NOW + timedelta(days=8, hours=3))
        send_digests(troupe.coalition.pk, NOW + timedelta(days=8, hours=4))
        sweep(troupe.coalition.pk, LATER)


def test_mails_hold_only_what_their_reader_may_see(world: World) -> None:
    kinds = {
        "governing.opened",
        "governing.closed",
        "governing.reminder",
        "governing.objection",
        "notices.digest",
    }
    with stopped_at(LATER):
        for troupe in world.troupes.values():
            days_go_by(troupe)
    assert kinds <= set(Mail.objects.values_list("kind", flat=True)) | {"governing.objection"}
    assert mail_leaks(world) == []


def test_an_invitation_to_somebody_of_another_coalition_tells_each_side_nothing_of_the_other(
    world: World,
) -> None:
    alpha, known = world.alpha, world.troupes["beta"].people["First"]
    Mail.objects.all().delete()
    invite_representative(
        name="Somebody", email=known.email, organisation=alpha.organisations["DR"], powers=[Power.SPEAK],
        by=alpha.by, at=NOW,
    )  # fmt: skip
    sent = Mail.objects.get()
    assert "KANARI-BETA" not in f"{sent.subject}{sent.text}{sent.html}".replace(known.name, "")


# ── after a move, after an exit ──


def look_everywhere(world: World, role: str) -> str:
    """Everything of alpha that its pages, search and exports show to somebody."""
    things, slug, shown = world.things["alpha"], world.alpha.coalition.slug, []
    for name, args, query in [
        ("inside:home", [], ""), ("inside:search", [], "?q=kanari"), ("inside:record", [], ""),
        ("governing:register", [], ""), ("governing:register", [], "?export=csv"),
        ("inside:export-table", ["votes", "csv"], ""),
        ("inside:export-table", ["decisions", "csv"], ""), ("governing:question", [things.secret], ""),
        ("governing:question", [things.secret_decided], ""), ("governing:json", [things.secret_decided], ""),
        ("governing:receipt", [things.secret_decided, things.secret_vote], ""),
        ("governing:answer", [things.secret], ""),
        ("inside:entry", [things.secret_entry], ""), ("coalitions:organisation-history", [things.organisation], ""),
        ("coalitions:body", [things.body], ""), ("public:front", None, ""), ("people:account", None, ""),
        ("people:data", None, ""),
    ]:  # fmt: skip
        given = [] if args is None else [slug, *args]
        shown.append(ask(world, role, "GET", reverse(name, args=given) + query).text)
    return "\n".join(shown).replace(Person.objects.get(pk=world.people[role].pk).name, "(their own name)")


def seat_taken_back(world: World) -> None:
    """The health service loses its seat in the committee."""
    with world.alpha.scope():
        seat = Seat.objects.get(
            body=world.alpha.bodies["steering"], organisation=world.alpha.organisations["HH"]
        )
        end_seat(seat, by=world.alpha.by, at=NOW)


def mandate_ended(world: World) -> None:
    with world.alpha.scope():
        end_mandate(Mandate.objects.get(person=world.people["seated"]), by=world.alpha.by, at=NOW)


def organisation_left(world: World) -> None:
    with world.alpha.scope():
        membership = Membership.objects.get(organisation=world.alpha.organisations["HH"])
        change_membership(membership, MembershipState.LEFT, by=world.alpha.by, at=NOW)


@pytest.mark.parametrize(
    ("happens", "gone"),
    [
        (seat_taken_back, {"KANARI-STEERING"}),
        (organisation_left, {"KANARI-STEERING", "KANARI-ALPHA", "KANARI-NAMED-ALPHA"}),
    ],
)
def test_what_was_confidential_stays_so_after_a_move_and_an_exit(
    happens: Any, gone: set[str], world: World
) -> None:
    before = look_everywhere(world, "seated")
    assert gone - {"KANARI-NAMED-ALPHA"} <= {canary for canary in CANARIES if canary in before}
    happens(world)
    Mail.objects.all().delete()
    with stopped_at(NOW + timedelta(minutes=1)):
        after = look_everywhere(world, "seated")
    assert {canary for canary in gone if canary in after} == set()
    with stopped_at(LATER):
        days_go_by(world.alpha)
    assert mail_leaks(world, {world.people["seated"].pk: gone}) == []


def test_the_day_after_mandate_and_term_ended_nothing_of_the_inside_is_seen(world: World) -> None:
    """A term in a seat keeps somebody inside by itself, as it would an expert whom no organisation sends."""
    with world.alpha.scope():
        vacate_seat(Term.objects.get(person=world.people["seated"]), by=world.alpha.by, at=NOW)
    mandate_ended(world)
    Mail.objects.all().delete()
    with stopped_at(NOW + timedelta(days=1)):
        assert leaks("ex", look_everywhere(world, "seated").replace("KANARI-CALLED-ALPHA", "")) == []
    with stopped_at(LATER):
        days_go_by(world.alpha)
    gone = {"KANARI-STEERING", "KANARI-ALPHA", "KANARI-NAMED-ALPHA"}
    assert mail_leaks(world, {world.people["seated"].pk: gone}) == []


def test_a_question_that_becomes_the_committees_own_is_gone_for_the_others(world: World) -> None:
    """Drafted for all, then moved to the committee before it was opened: its record, search and mails move along."""
    alpha, moved = (
        world.alpha,
        {"body": world.alpha.bodies["steering"], "confidentiality": Confidentiality.BODY},
    )
    words = dict.fromkeys(("title", "lede", "text"), "KANARI-STEERING moved?")
    Mail.objects.all().delete()
    with alpha.scope():
        draft = Question.objects.get(pk=world.things["alpha"].draft)
    edit_question(draft, by=alpha.by, at=NOW, **words)
    opened = open_question(edit_question(draft, by=alpha.by, at=NOW, **moved), by=alpha.by, at=NOW)
    cast_vote(opened, Choice.YES, why="KANARI-STEERING", by=voters(alpha)[0], at=NOW)
    with stopped_at(NOW + timedelta(minutes=1)):
        for role in ("member", "voiceless", "double"):
            assert leaks(role, look_everywhere(world, role)) == [], role
            url = reverse("governing:question", args=[alpha.coalition.slug, opened.pk])
            assert ask(world, role, "GET", url).status == 404
        assert "KANARI-STEERING moved?" in look_everywhere(world, "seated")
    with stopped_at(LATER):
        days_go_by(alpha)
    assert mail_leaks(world) == []


def test_an_author_who_left_hears_no_more_of_the_question(world: World) -> None:
    """The question was put forward by somebody whose organisation has left since."""
    with world.alpha.scope():
        Question.objects.filter(pk=world.things["alpha"].question).update(person=world.people["ex"])
    Mail.objects.all().delete()
    with stopped_at(LATER):
        sweep(world.alpha.coalition.pk, LATER)
    assert not Mail.objects.filter(person=world.people["ex"].pk).exists()


# ── two tabs, two hats ──


def test_a_form_acts_for_whom_it_was_opened_whatever_hat_another_tab_put_on(world: World) -> None:
    slug, things = world.alpha.coalition.slug, world.things["alpha"]
    coordinator, tenants = world.client("coordinator"), world.alpha.organisations["HT"]
    before, after = f"organisation:{tenants.pk}", world.alpha.by.value
    coordinator.post(reverse("coalitions:hat", args=[slug]), {"hat": before})
    url = reverse("governing:answer", args=[slug, things.question])
    page = coordinator.get(url).content.decode()
    assert f'name="{ACTING_AS}" value="{before}"' in page
    coordinator.post(reverse("coalitions:hat", args=[slug]), {"hat": after})
    typed = {
        "answer-choice": "no",
        "answer-why": "",
        "at": "check",
        "go": "done",
        "seen": "answer",
        ACTING_AS: before,
    }
    assert coordinator.post(url, typed).status_code == 302
    with world.alpha.scope():
        assert Vote.objects.filter(question=things.question, organisation=tenants, choice="no").count() == 1


@pytest.mark.parametrize("whose", ["another organisation's", "another coalition's", "no hat at all"])
def test_a_form_with_a_hat_that_is_not_ones_own_is_refused(whose: str, world: World) -> None:
    hats = {
        "another organisation's": f"organisation:{world.alpha.organisations['OD'].pk}",
        "another coalition's": world.troupes["gamma"].by.value,
        "no hat at all": "organisation:nonsense",
    }
    url = reverse("governing:answer", args=[world.alpha.coalition.slug, world.things["alpha"].question])
    typed = {"answer-choice": "no", "at": "check", "go": "done", "seen": "answer", ACTING_AS: hats[whose]}
    got = ask(world, "double", "POST", url, typed)
    assert (got.status, got.writes) == (403, [])


# ── mailed links ──


def link_of(world: World, role: str, mark: str, question: UUID | None) -> str:
    with world.alpha.scope():
        found = Question.objects.get(pk=question)
    [link] = vote_links(found, [(world.alpha.organisations[mark].pk, world.people[role].pk)]).values()
    return link[link.index("/a/") :]


@pytest.mark.parametrize("role", ["stranger", "outsider", "double", "coordinator"])
def test_a_mailed_link_acts_for_its_own_person_whoever_is_signed_in(role: str, world: World) -> None:
    url = link_of(world, "member", "DR", world.things["alpha"].question)
    assert world.client(role).post(url, {"choice": "no"}).status_code == 302
    with world.alpha.scope():
        vote = Vote.objects.get(question=world.things["alpha"].question, replaced_at=None, choice="no")
    assert (vote.person_id, vote.organisation_id) == (
        world.people["member"].pk,
        world.alpha.organisations["DR"].pk,
    )


@pytest.mark.parametrize("role", ["stranger", "ex", "member"])
def test_the_link_of_somebody_who_left_opens_nothing(role: str, world: World) -> None:
    url = link_of(world, "ex", "FO", world.things["alpha"].question)
    for verb in ("GET", "POST"):
        got = ask(world, role, verb, url, {"choice": "yes"})
        assert got.status in (403, 404)
        assert "KANARI-" not in got.text.replace("KANARI-CALLED-ALPHA", "") or role == "member"
        assert [sql for sql in got.writes if "governing" in sql] == []


def test_a_link_to_what_its_person_may_not_know_of_opens_nothing(world: World) -> None:
    url = link_of(world, "member", "DR", world.things["alpha"].secret)
    for verb in ("GET", "POST"):
        got = ask(world, "stranger", verb, url, {"choice": "yes"})
        assert got.status == 404 and "KANARI-STEERING" not in got.text


def test_a_link_that_was_tampered_with_is_absent(world: World) -> None:
    url = link_of(world, "member", "DR", world.things["alpha"].question)
    other = link_of(world, "double", "QG", world.things["alpha"].question)
    mixed = url.split(".")[0] + "." + other.split(".")[1]
    assert ask(world, "stranger", "GET", mixed).status == 404


def test_what_waits_for_somebody_waits_for_nobody_else(world: World) -> None:
    for ask_ in Ask.objects.filter(closed_at=None):
        canaries = {canary for canary in CANARIES if canary in f"{ask_.title}{ask_.acts_for}"}
        assert canaries <= seen_by(world, ask_.person), Person.objects.get(pk=ask_.person).name
