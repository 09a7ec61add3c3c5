"""From a token to a vote: who asks, under which hat, once or twice, and how often."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as install
from django.db import OperationalError
from django.test import Client

from comity.api import idempotency, rates
from comity.api.acts import revoke_token
from comity.api.models import KeptAnswer, Spent, Token
from comity.api.scopes import Scope
from comity.audit.models import Entry
from comity.coalitions.acts import end_mandate
from comity.coalitions.models import Mandate
from comity.governing.models import Vote
from tests.api.stage import NOW, Program, in_utc
from tests.cast import Troupe, oneself
from tests.governing.stage import asking

Programs = Callable[..., Program]


def problem_of(response: Any, status: int, kind: str) -> dict[str, Any]:
    """The problem that a response tells, checked to be well told."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status
    assert told["type"].endswith(f"/api/docs/#problem-{kind}")
    assert told["title"] and told["detail"]
    return dict(told)


@pytest.fixture
def question(troupe: Troupe) -> Any:
    """An open question to the steering committee."""
    with troupe.scope():
        return asking(troupe)(at=NOW)


# ── who asks ──


def test_without_a_token_nothing_opens(troupe: Troupe, program: Programs) -> None:
    stranger = Program(None, "", troupe.coalition.pk)
    told = stranger.get("questions")
    problem_of(told, 401, "token")
    assert told.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_opens_nothing(troupe: Troupe) -> None:
    browser = Client()
    browser.force_login(troupe.coordinator)
    problem_of(browser.get(f"/api/v1/coalitions/{troupe.coalition.pk}/questions"), 401, "token")


def test_only_the_hash_of_a_secret_is_kept(program: Programs) -> None:
    made = program()
    row = Token.objects.values().get()
    assert made.secret not in str(row)
    assert made.secret not in "".join(Entry.objects.values_list("text", flat=True))
    assert made.secret.startswith("comity_") and len(made.secret) > 45


def test_a_token_is_dead_once_it_is_revoked_expired_or_its_person_gone(troupe: Troupe, program: Programs) -> None:
    revoked, old, gone = program("Marta"), program("Henk"), program("Okafor")
    assert revoked.token is not None
    revoke_token(revoked.token, by=oneself(troupe.people["Marta"]), at=NOW)
    old.at = NOW + timedelta(days=400)
    person = troupe.people["Okafor"]
    person.is_active = False
    person.store()
    for each in (revoked, old, gone):
        problem_of(each.get("questions"), 401, "token")


def test_guessing_tokens_is_slowed_down_for_its_network(troupe: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.api.auth.UNKNOWN", type("Few", (), {"kind": "unknown tokens", "times": 2}))
    guesser = Program(None, "comity_guess", troupe.coalition.pk)
    assert [guesser.get("questions").status_code for _ in range(3)] == [401, 401, 429]
    told = problem_of(guesser.get("questions"), 429, "too-often")
    assert told and int(guesser.get("questions").headers["Retry-After"]) > 0


def test_the_day_of_use_is_noted_once(program: Programs) -> None:
    one = program()
    one.get("questions")
    token = Token.objects.get()
    assert token.used_on == NOW.date()


# ── what it may ──


def test_other_coalitions_are_absent(elsewhere: Troupe, program: Programs) -> None:
    problem_of(program().get(f"/coalitions/{elsewhere.coalition.pk}/questions"), 404, "absent")


def test_a_token_of_one_coalition_opens_no_other(troupe: Troupe, program: Programs) -> None:
    bound = program(coalition=troupe.coalition.pk)
    assert bound.get("questions").status_code == 200


def test_a_token_for_reading_changes_nothing(program: Programs, question: Any) -> None:
    reader = program("Amina", "HT", scopes=[Scope.READ])
    told = problem_of(reader.post(f"questions/{question.pk}/votes", {"choice": "yes"}), 403, "scope")
    assert told["scope"] == "vote"
    assert Vote._base_manager.count() == 0


def test_whoever_has_several_hats_says_which(program: Programs, troupe: Troupe, question: Any) -> None:
    told = problem_of(program().post(f"questions/{question.pk}/votes", {"choice": "yes"}), 400, "hat")
    tenants = troupe.organisations["HT"]
    assert {"hat": f"organisation:{tenants.pk}", "name": tenants.name} in told["hats"]


def test_a_token_that_wears_a_hat_needs_no_header(troupe: Troupe, program: Programs, question: Any) -> None:
    tenants = troupe.organisations["HT"]
    bound = program(acts_for="organisation", of=tenants.pk)
    assert bound.post(f"questions/{question.pk}/votes", {"choice": "no"}).status_code == 201
    other = f"body:{troupe.assembly.pk}"
    problem_of(bound.post(f"questions/{question.pk}/votes", {"choice": "no"}, hat=other), 400, "hat")


def test_a_hat_ends_with_its_mandate(troupe: Troupe, program: Programs) -> None:
    bound = program(acts_for="organisation", of=troupe.organisations["HT"].pk)
    assert bound.get("questions").status_code == 200
    with troupe.scope():
        mandate = Mandate.objects.get(person=troupe.coordinator, organisation=troupe.organisations["HT"])
        end_mandate(mandate, by=troupe.by, at=NOW)
    bound.at = NOW + timedelta(days=2)
    problem_of(bound.get("questions"), 400, "hat")


# ── a list ──


def test_the_register_reads_as_on_its_page(program: Programs, troupe: Troupe, question: Any) -> None:
    told = program().get("questions")
    assert told.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in told.headers
    answer = told.json()
    assert answer["total"] == 1 and answer["next"] is None
    (row,) = answer["items"]
    assert row["id"] == str(question.pk)
    assert (row["code"], row["state"], row["yes"], row["carried"]) == ("D-001", "open", 0, None)
    assert row["opened_at"] == in_utc(NOW)


def test_parts_follow_one_another(program: Programs, troupe: Troupe) -> None:
    with troupe.scope():
        for n in range(5):
            asking(troupe)(at=NOW, title=f"Question {n}?")
    one, seen, path = program(), [], "questions?limit=2&sort=number"
    while path:
        answer = one.get(path).json()
        seen += [row["code"] for row in answer["items"]]
        path = answer["next"] and answer["next"].removeprefix(f"{install.ADDRESS}/api/v1")
    assert seen == ["D-001", "D-002", "D-003", "D-004", "D-005"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"), ("limit=101", "limit"), ("offset=-1", "offset"), ("state=lost", "state"),
        ("sort=colour", "sort"), ("body=x", "body"), ("body=01993b7e-5c1a-7d3e-8f00-5d1f2a3b4c5d", "body"),
        ("year=1999", "year"),
    ],
)  # fmt: skip
def test_what_a_list_does_not_know_is_told(query: str, field: str, program: Programs) -> None:
    assert field in problem_of(program().get(f"questions?{query}"), 422, "invalid")["fields"]


def test_a_longer_list_asks_the_database_no_more(
    program: Programs, troupe: Troupe, django_assert_max_num_queries: Any
) -> None:
    one, counts = program(), []
    one.get("questions")
    for _ in range(2):
        with troupe.scope():
            for _n in range(3):
                asking(troupe)(at=NOW)
        with django_assert_max_num_queries(12) as seen:
            assert one.get("questions").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


# ── a vote ──


def test_a_vote_is_cast_under_the_hat_and_recorded_as_on_the_page(
    program: Programs, troupe: Troupe, question: Any
) -> None:
    one = program("Amina", "HT")
    said = one.post(f"questions/{question.pk}/votes", {"choice": "yes", "why": "Our members said so."})
    assert said.status_code == 201
    vote = Vote._base_manager.get()
    assert (vote.choice, vote.organisation_id) == ("yes", troupe.organisations["HT"].pk)
    assert said.json()["receipt"] == one.get(f"questions/{question.pk}/votes/{vote.pk}").json()["receipt"]
    entry = Entry.objects.get(act="governing.vote.cast")
    assert entry.person == troupe.coordinator.pk


def test_bad_words_are_told_as_on_the_page(program: Programs, question: Any) -> None:
    one, path = program("Amina", "HT"), f"questions/{question.pk}/votes"
    assert problem_of(one.post(path, {}), 422, "invalid")["fields"] == {
        "choice": ["Choose an answer to “What do you say?”"]
    }
    assert "choice" in problem_of(one.post(path, {"choice": "maybe"}), 422, "invalid")["fields"]
    assert "why" in problem_of(one.post(path, {"choice": "no", "why": "x" * 2001}), 422, "invalid")["fields"]
    assert "wy" in problem_of(one.post(path, {"choice": "no", "wy": "typo"}), 422, "invalid")["fields"]
    assert problem_of(one.post(path, {"choice": 7}), 422, "invalid")["fields"] == {"choice": ["Give a text."]}
    problem_of(one.post(path, b"{not json"), 400, "unreadable")
    assert Vote._base_manager.count() == 0


def test_a_refusal_says_why_and_who_could(program: Programs, troupe: Troupe, question: Any) -> None:
    ruth = program("Ruth", "HT")
    told = problem_of(ruth.post(f"questions/{question.pk}/votes", {"choice": "no"}), 403, "forbidden")
    assert "does not include its vote" in told["detail"] and "Whoever holds its vote" in told["detail"]


def test_what_is_over_is_over(program: Programs, question: Any) -> None:
    late = program("Amina", "HT")
    late.at = question.closes_at
    problem_of(late.post(f"questions/{question.pk}/votes", {"choice": "no"}), 409, "not-now")
    assert late.get(f"questions/{question.pk}").json()["outcome"]["sealed"]


def test_addresses_that_lead_nowhere_are_told_as_problems(program: Programs, question: Any) -> None:
    one = program()
    problem_of(one.get("/nowhere"), 404, "absent")
    problem_of(one.get("questions/none-such"), 404, "absent")
    told = one.send("PUT", f"questions/{question.pk}")
    problem_of(told, 405, "method")
    assert "GET" in told.headers["Allow"]


def test_too_much_at_a_time_is_told_as_a_problem(program: Programs, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    problem_of(program("Amina", "HT").post("questions", {"text": "x" * 200}), 413, "too-large")


@pytest.mark.parametrize("path", ["coalitions", "people", "bodies", "asks", "ties", "questions", "record", "me"])
def test_signs_that_no_database_takes_are_left_out(path: str, program: Programs) -> None:
    whole = f"/{path}" if path == "coalitions" else path
    assert program().get(f"{whole}?q=a%00b&for=%00").status_code == 200


def test_a_source_or_seal_with_such_signs_is_none(program: Programs) -> None:
    assert program().get("map?source=%00x").status_code == 200
    assert not program("Amina", "HT").post("record/check", {"head": "\x00" * 16 + "abc"}).json()["whole"]


def test_what_breaks_is_told_as_a_problem(program: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_options: Any) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("comity.api.routes.governing.decisions", broken)
    told = program().get("questions")
    problem_of(told, 500, "broken")
    assert "secret" not in told.content.decode()


@pytest.mark.parametrize(
    ("trouble", "status", "kind"),
    [("database or disk is full", 507, "full"), ("database is locked", 503, "away")],
)
def test_what_breaks_around_us_is_a_problem_too(
    program: Programs, monkeypatch: pytest.MonkeyPatch, trouble: str, status: int, kind: str
) -> None:
    def broken(*_args: Any, **_options: Any) -> None:
        raise OperationalError(trouble)

    monkeypatch.setattr("comity.api.routes.governing.decisions", broken)
    told = program().get("questions")
    problem_of(told, status, kind)
    assert (told.headers.get("Retry-After") == "60") == (status == 503)


# ── twice ──


def test_the_same_request_twice_does_its_work_once(program: Programs, question: Any) -> None:
    one, path = program("Amina", "HT"), f"questions/{question.pk}/votes"
    first = one.post(path, {"choice": "yes"}, Idempotency_Key="vote-1")
    again = one.post(path, {"choice": "yes"}, Idempotency_Key="vote-1")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Idempotent-Replayed"] == "true" and "Idempotent-Replayed" not in first.headers
    assert Vote._base_manager.count() == 1


def test_a_key_belongs_to_one_request_of_one_token(program: Programs, question: Any) -> None:
    amina, marta, path = program("Amina", "HT"), program("Marta", "OD"), f"questions/{question.pk}/votes"
    amina.post(path, {"choice": "yes"}, Idempotency_Key="vote-1")
    problem_of(amina.post(path, {"choice": "no"}, Idempotency_Key="vote-1"), 422, "key")
    assert marta.post(path, {"choice": "no"}, Idempotency_Key="vote-1").status_code == 201


def test_what_was_refused_may_be_tried_again(program: Programs, question: Any) -> None:
    one, path = program("Amina", "HT"), f"questions/{question.pk}/votes"
    assert one.post(path, {"choice": "maybe"}, Idempotency_Key="vote-1").status_code == 422
    assert KeptAnswer.objects.count() == 0
    assert one.post(path, {"choice": "yes"}, Idempotency_Key="vote-1").status_code == 201


def test_keys_are_short_and_printable(program: Programs, question: Any) -> None:
    for key in ("x" * 129, "ü"):
        told = program("Amina", "HT").post("questions", {}, Idempotency_Key=key)
        problem_of(told, 400, "unreadable")


def test_answers_are_kept_for_two_days(program: Programs, question: Any) -> None:
    one, path = program("Amina", "HT"), f"questions/{question.pk}/votes"
    one.post(path, {"choice": "yes"}, Idempotency_Key="vote-1")
    idempotency.forget(at=NOW + timedelta(hours=47))
    assert KeptAnswer.objects.count() == 1
    idempotency.forget(at=NOW + timedelta(hours=49))
    assert KeptAnswer.objects.count() == 0


# ── how often ──


def test_a_minute_has_its_share(program: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install.CONFIG, "api_reads", 3)
    one, other = program(), program("Marta")
    assert [one.get("questions").status_code for _ in range(4)] == [200, 200, 200, 429]
    told = one.get("questions")
    problem_of(told, 429, "too-often")
    assert 0 < int(told.headers["Retry-After"]) <= 60
    assert other.get("questions").status_code == 200
    one.at = NOW + timedelta(minutes=1)
    assert one.get("questions").status_code == 200


def test_changes_have_a_share_of_their_own(
    program: Programs, question: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install.CONFIG, "api_writes", 1)
    one, path = program("Amina", "HT"), f"questions/{question.pk}/votes"
    assert one.post(path, {"choice": "yes"}).status_code == 201
    assert one.post(path, {"choice": "no"}).status_code == 429
    assert one.get("questions").status_code == 200


def test_counts_go_when_their_minute_is_over(program: Programs) -> None:
    program().get("questions")
    rates.forget(at=NOW)
    assert Spent.objects.count() == 1
    rates.forget(at=NOW + timedelta(minutes=1))
    assert Spent.objects.count() == 0


# ── two at once: the version ──


def test_a_change_to_what_changed_meanwhile_is_told(program: Programs, troupe: Troupe) -> None:
    one = program("Amina", "HT")
    body = str(troupe.bodies["steering"].pk)
    made = one.post("questions", {"title": "Meet weekly?", "lede": "On Tuesdays.", "body": body})
    assert made.status_code == 201, made.content
    path, version = f"questions/{made.json()['id']}", made.json()["version"]
    assert one.patch(path, {"lede": "On Mondays."}, If_Match=f'"{version}"').status_code == 200
    told = problem_of(one.patch(path, {"lede": "On Fridays."}, If_Match=f'"{version}"'), 412, "changed")
    assert told["changed"] == ["lede"]
    assert one.get(path).json()["lede"] == "On Mondays."
