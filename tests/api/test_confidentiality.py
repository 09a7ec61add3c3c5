"""Every operation × every kind of person: no canary that they may not see, and nothing of others but absence.

The world, its people and its canaries are those of the matrix of pages.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest

from comity.api import interface
from comity.api.operations import OPERATIONS, Operation
from comity.people.models import Organisation
from tests.api.stage import Program, token_of
from tests.matrix.asking import leaks, unpacked
from tests.matrix.conftest import built_once
from tests.matrix.world import INSIDERS, NOW, ROLES, Things, World, undone

pytestmark = [pytest.mark.django_db, pytest.mark.wide]
#: name in an address → the things of the matrix that may stand there
KINDS = {
    "question": ("question", "draft", "decided", "secret", "secret_decided"), "vote": ("vote", "secret_vote"),
    "objection": ("objection", "secret_objection"), "organisation": ("organisation", "left", "prospect"),
    "person": ("person",), "mandate": ("mandate",), "body": ("body",), "seat": ("seat",),
    "term": ("term",), "tie": ("tie", "named_tie"),
    "evidence": ("evidence", "named_evidence"), "weighing": ("weighing",), "initiative": ("initiative",),
    "roster": ("roster",), "entry": ("entry", "secret_entry"),
    "parcel": ("parcel",), "area": ("area",), "duty": ("duty",), "competence": ("competence",),
    "case": ("case",), "named": ("named",), "neutral": ("neutral",), "outcome": ("outcome",),
    "open_call": ("open_call",), "open_answer": ("open_answer",),
    "help_call": ("help_call",), "offer": ("help_offer",), "news_item": ("news_item",),
    "circle": ("circle", "named_circle"), "circle_member": ("circle_member", "named_circle_member"),
    "circle_post": ("circle_post", "named_circle_post"), "circle_idea": ("circle_idea", "named_circle_idea"),
    "circle_meeting": ("circle_meeting", "named_circle_meeting"),
    "value": ("value",), "between": ("between",),
    "contact": ("contact", "named_contact"), "introduction": ("introduction",), "pulse": ("pulse",), "talk": ("talk",),
    "statement": ("statement", "own_statement", "said"), "media": ("media",),
    "kind": ("notices.digest",), "number": ("1", "2"), "inquiry": ("inquiry", "secret_inquiry"),
    "matter": ("matter",), "reopening": ("reopening",), "series": ("series",),
    "meeting": ("meeting", "planned", "running", "written", "secret_meeting", "secret_held"),
    "item": ("item", "running_item", "secret_item"), "attendance": ("stay",), "note": ("note",),
    "text": ("text", "secret_text"), "suggestion": ("suggestion", "secret_suggestion"),
    "comment": ("comment", "secret_comment"), "file": ("file", "secret_file"), "topic": ("topic",),
    "task": ("task", "secret_task"), "sheet": ("sheet", "secret_sheet"), "credit": ("credit", "secret_credit"),
    "print": ("print", "secret_print"), "survey": ("survey", "draft_survey", "secret_survey"),
    "survey_question": ("survey_question", "secret_survey_question"), "asking": ("asking", "secret_asking"),
    "respondent": ("respondent", "secret_respondent"), "survey_translation": ("translation", "secret_translation"),
    "prospect": ("prospect_row",), "criterion": ("criterion",), "need": ("need",),
    "method": ("method",), "source": ("body",), "red_line": ("red_line",), "precedent": ("precedent",),
    "precedent_link": ("precedent_link", "secret_precedent_link"),
    "finding": ("finding",), "enquiry": ("enquiry",), "approach": ("message", "draft_message"),
    "recruiting_wave": ("recruiting_wave",),
    "wave": ("wave",), "reason": ("reason",), "drive": ("drive",), "endorsement": ("endorsement",),
    "party": ("party",), "reservation": ("reservation",),
    "look": ("look",), "report": ("report",), "proxy": ("proxy",), "round": ("round",), "turn": ("turn",),
}  # fmt: skip
#: the end of an address → what must be asked there
NEEDED = {"ruling": "?kind=work"}
assert interface  # reading it declares them all; test_completeness holds the description to the same ones
DECLARED = list(OPERATIONS.values())
READS = [one for one in DECLARED if not one.writes]
WRITES = [one for one in DECLARED if one.writes and one.inside]
assert len(READS) > 20 and len(WRITES) > 30


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[object]:
    """The world of the matrix."""
    yield from built_once(django_db_blocker)


def caller(world: World, role: str) -> Program:
    """A program of that person, asking about the first coalition; a stranger has an invented token."""
    alpha = world.alpha.coalition.pk
    if role == "stranger":
        return Program(None, "comity_none", alpha, at=NOW)
    token, secret = token_of(world.people[role], at=NOW)
    return Program(token, secret, alpha, at=NOW)


def addresses(operation: Operation, things: Things) -> Iterator[str]:
    """The operation's address with each thing that could stand in it."""
    names = re.findall(r"{(?:\w+:)?(\w+)}", operation.path.replace("{uuid:coalition}", ""))
    for chosen in itertools.product(*(KINDS[name] for name in names)):
        path = operation.path
        for name, one in zip(names, chosen, strict=True):
            path = re.sub(rf"{{(\w+:)?{name}}}", str(_id(things, one)), path)
        yield path


def _id(things: Things, name: str) -> Any:
    """The id of a thing; the matrix knows organisations by their slug."""
    value = getattr(things, name, name)
    if name in KINDS["organisation"]:
        return Organisation.objects.get(slug=value).pk
    assert value is not None, f"the world has no {name}"
    return value


def seen(program: Program, role: str, operation: Operation, things: Things) -> Iterator[tuple[str, int]]:
    """What comes back from each address of the operation, after looking for canaries in it."""
    for address in addresses(operation, things):
        path = address.replace("{uuid:coalition}", str(program.coalition)) + NEEDED.get(operation.path[-6:], "")
        with undone():
            answer = program.send(operation.method, path, {} if operation.takes else None)
            found = leaks(role, unpacked(answer.getvalue() if answer.streaming else answer.content))
        where = f"{operation.method} {path} as {role}"
        assert not found, f"{where} shows {found}"
        assert answer.status_code < 500, where
        yield where, answer.status_code


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reads_what_is_not_theirs(role: str, world: World) -> None:
    program, things = caller(world, role), world.things["alpha"]
    for operation in READS:
        for where, status in seen(program, role, operation, things):
            if role == "stranger":
                assert status == 401, where
            elif operation.inside and role not in INSIDERS:
                assert status == 404, where
            else:
                assert status in (200, 403, 404), where


@pytest.mark.parametrize("role", ["stranger", "outsider", "ex", "prospect"])
def test_who_stands_outside_does_nothing(role: str, world: World) -> None:
    program, things = caller(world, role), world.things["alpha"]
    for operation in WRITES:
        for where, status in seen(program, role, operation, things):
            assert status in ({401} if role == "stranger" else {404, 422}), where
            assert status == 404 or role == "stranger" or operation.takes, where


def test_refusals_tell_no_secrets(world: World) -> None:
    program, things = caller(world, "voiceless"), world.things["alpha"]
    for operation in WRITES:
        for where, status in seen(program, "voiceless", operation, things):
            assert status in (200, 201, 400, 403, 404, 409, 422), where
