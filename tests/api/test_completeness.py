"""Whatever people can do or list on pages, programs can too: the names in the description say so."""

import ast
from pathlib import Path
from typing import Any

from django.urls import get_resolver

import comity
from comity.api.operations import OPERATIONS
from comity.api.schema import description
from comity.api.values import Answer, Given
from comity.audit.acts import ACTS

#: once the addresses are read, every room that is reached by one has defined its acts
ADDRESSES = get_resolver().url_patterns
SOURCE = Path(comity.__file__).parent

#: acts that no operation offers, with the reason
NOT_OFFERED = {
    "governing.question.reminded": "the worker's, by the clock",
    "governing.tie.asked": "the worker's, by the clock",
    "governing.vote.entered": "who writes down a vote told by phone, and who heard it, are there themselves",
    "governing.paper.cast": "a private ballot goes through its page: what programs send is kept for two days",
    "governing.rulebook.asked": "the worker's, by the clock",
    "founding.reason.restored": "the undo of taking a reason out",
    "founding.kind.taken_back": "the undo of choosing a kind",
    "founding.structure.taken_back": "the undo of copying a structure",
    "coalitions.body.resumed": "a part of taking back that a kind was chosen",
    "founding.kind.changed": "no one’s: the members’ carried vote decides",
    "journey.stage.decided": "no one’s: the members’ carried vote decides",
    "network.wave.surveyed": "no one’s: a round of a survey that closes becomes a wave",
    "governing.rulebook.restored": "the undo of giving up a draft",
    "governing.rulebook.adopted": "no one’s: a carried question adopts",
    "founding.going_on.decided": "no one’s: the founders’ carried vote decides",
    "founding.wave.due": "the worker's, by the clock",
    "founding.approach.due": "the worker's, by the clock",
    "founding.method.allowed": "no one’s: the body’s carried vote decides",
    "founding.precedents.imported": "programs enter initiatives one by one",
    "founding.enquiry.answered": "its reader’s, by a mailed link, without an account",
    "founding.need.restored": "the undo of striking a need",
    "founding.party.joined": "no one’s: a signature after the founding",
    "founding.text.adopted": "no one’s: a carried vote adopts",
    "founding.endorsement.confirmed": "its signer’s, by a mailed link, without an account",
    "founding.endorsement.withdrawn": "its signer’s, by the same link",
    "governing.review.asked": "the worker's, by the clock",
    "governing.members.told": "the worker's, by the clock",
    "governing.amendment.carried": "no one’s: a carried vote writes it in",
    "governing.rule.due": "the worker's, by the clock",
    "governing.question.halted": "the worker's, by the clock",
    "governing.halt.ended": "the worker's, by the clock",
    "coalitions.term.called": "the worker's, by the clock",
    "meetings.meeting.due": "the worker's, by the clock",
    "meetings.person.parted": "a part of erasing oneself",
    "meetings.meeting.reminded": "the worker's, by the clock",
    "meetings.meeting.widened": "the worker's, by the clock",
    "governing.case.stepped": "the worker's, by the clock",
    "governing.case.reminded": "the worker's, by the clock",
    "governing.case.handed_on": "the worker's, when nobody named speaks for a side any more",
    "network.open_answer.received": "its sender’s, by a mailed link, without an account",
    "network.help.reminded": "the worker's, by the clock",
    "network.news.unsaid": "the undo of answering",
    "network.introduction.reminded": "the worker's, by the clock",
    "network.introductions.dropped": "the undo of proposing introductions",
    "network.introduction.noted": "a note for one's own eyes goes through its page: what programs send is kept a while",
    "network.circle_meeting.invited": "the worker's, by the clock",
    "network.circle.parted": "a part of erasing oneself",
    "network.pulse.reminded": "the worker's, by the clock",
    "network.pulse.closed": "the worker's, by the clock",
    "network.pulse.answered": "an answer that nobody shall be found by goes through its page, as private ballots do",
    "network.contact.reminded": "the worker's, by the clock",
    "network.touch.struck": "the undo of noting that one was in touch",
    "network.contacts.imported": "programs enter contacts one by one",
    "network.evidence.found": "the worker's, by the clock",
    "tasks.task.reminded": "the worker's, by the clock",
    "signatures.sheet.reminded": "the worker's, by the clock",
    "notices.digest.sent": "the worker's, by the clock",
    "coalitions.parcel.packed": "the worker's",
    "files.file.emptied": "the worker's, by the clock",
    "coalitions.parcel.failed": "the worker's",
    "prints.print.made": "the worker's",
    "prints.print.failed": "the worker's",
    "coalitions.coalition.exported": "the machine's, on its command line",
    "people.mail.again": "the administrator's, on the page of the install",
    "people.administrator.made": "the machine's, on its command line",
    "people.person.registered": "an account begins at the door, by its own mail",
    "people.person.erased": "erasing oneself needs the person, not a program",
    "coalitions.person.parted": "a part of erasing oneself",
    "people.address.added": "an account's own keys: only on its pages, after showing who one is",
    "people.address.confirmed": "an account's own keys",
    "people.address.main": "an account's own keys",
    "people.address.removed": "an account's own keys",
    "people.codes.renewed": "an account's own keys",
    "people.factor.added": "an account's own keys",
    "people.factor.removed": "an account's own keys",
    "people.passkey.added": "an account's own keys",
    "people.password.removed": "an account's own keys",
    "people.password.set": "an account's own keys",
    "people.sittings.ended": "an account's own keys",
    "api.token.issued": "a token can't make another: that needs the person",
    "api.token.revoked": "on the account's page",
    "api.tokens.given_up": "a part of erasing oneself",
    "people.organisation.registered": "a part of entering an organisation",
}
#: operations that are posted to and only look, or keep a draft that is no practice yet
CHANGES_NOTHING = {"audit.check", "network.check", "network.decide"}


def test_every_act_is_offered_or_says_why_not() -> None:
    offered = {act for one in OPERATIONS.values() for act in one.acts}
    ours = {name for name in ACTS if not name.startswith("test.")}
    assert offered <= ours
    assert not offered & set(NOT_OFFERED)
    missing = ours - offered - set(NOT_OFFERED)
    assert not missing, f"Offer {sorted(missing)} in comity/api/routes, or say in NOT_OFFERED why not."


def test_no_reason_is_given_for_an_act_that_is_not_there() -> None:
    assert set(NOT_OFFERED) <= set(ACTS)


def test_every_list_of_a_page_is_a_list_of_the_interface() -> None:
    offered = {one.lists for one in OPERATIONS.values() if one.lists}
    assert offered == lists_of_pages()


def lists_of_pages() -> set[str]:
    """The names that pages give their lists, read in the source."""
    names = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Listing":
                (name,) = [one.value for one in node.keywords if one.arg == "name"]
                assert isinstance(name, ast.Constant), f"a list without a plain name in {path}"
                names.add(str(name.value))
    return names


def test_the_description_names_acts_lists_and_scopes() -> None:
    told = {one["operationId"]: one for methods in description()["paths"].values() for one in methods.values()}
    assert set(told) == set(OPERATIONS)
    for name, one in told.items():
        acts = one.get("x-act", [])
        assert tuple([acts] if isinstance(acts, str) else acts) == OPERATIONS[name].acts
        assert one.get("x-list", "") == OPERATIONS[name].lists
        assert one["x-scope"] in ("read", "act", "vote", "coordinate")
        acts_or_looks = OPERATIONS[name].acts or not OPERATIONS[name].writes or name in CHANGES_NOTHING
        assert acts_or_looks, f"{name} changes something by no act"


def test_every_operation_has_examples_that_fit_its_description() -> None:
    import jsonschema_rs

    whole = description()
    assert whole["openapi"] == "3.1.0"
    for methods in whole["paths"].values():
        for one in methods.values():
            answer = next(told for status, told in one["responses"].items() if status.startswith("2"))
            parts = [answer, one["requestBody"]] if "requestBody" in one else [answer]
            for content in (content for part in parts for content in part["content"].values()):
                schema = content["schema"] | {"components": whole["components"]}
                jsonschema_rs.validator_for(schema, validate_formats=True).validate(content["example"])


def test_no_two_shapes_have_one_name() -> None:
    """In the description a shape is known by its name alone: the second would be told as the first."""
    names: dict[str, set[str]] = {}
    todo: list[type[Any]] = [Answer, Given]
    for shape in todo:
        todo += (one for one in shape.__subclasses__() if one not in todo)
        names.setdefault(shape.__name__, set()).add(shape.__module__)
    assert len(names) > 50
    assert {name: where for name, where in names.items() if len(where) > 1} == {}
