"""Options on a ballot: agreed as a draft, marked in a page that needs no script, counted, shown and sealed."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.audit.queries import entries_of, lines
from comity.audit.verify import verify
from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.confidentiality import with_openness
from comity.coalitions.standing import standing_of
from comity.governing.acts import cast_vote, draft_question, edit_question, list_options, open_question
from comity.governing.models import Question, Tally, Vote
from comity.governing.rules import figures_in_words
from comity.notices.models import Mail
from tests.governing.stage import CLOSES, OPENS, close, hat, signed_in, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

WHO = {"HT": "Amina", "OD": "Marta", "HH": "Okafor", "DR": "Henk"}
#: what must be said of each way of voting; the rest has its usual value
SETTINGS: dict[str, dict[str, object]] = {
    "scottish-stv": {"seats": 2}, "schulze": {"unranked": "last"}, "dot": {"dots": 3},
    "double-majority": {"halves": "sides"},
}  # fmt: skip


def drafted(troupe: "Troupe", method: str, *titles: str, **given: Any) -> Question:
    """A draft of the tenants to the steering committee, for advice, with these options at 100 each."""
    given = {"title": "Where do we meet?", "lede": "One place for the year.", "closes_at": CLOSES, **given}
    given.setdefault("settings", SETTINGS.get(method, {}))
    given.setdefault("binding", False)
    draft = draft_question(body=troupe.bodies["steering"], method=method, by=tenants(troupe), at=OPENS, **given)
    if titles:
        rows = [{"title": title, "cost": 10_000 if "budget" in given else None} for title in titles]
        list_options(draft, rows, by=tenants(troupe), at=OPENS)
    return draft


def put(troupe: "Troupe", method: str, *titles: str, **given: Any) -> Question:
    """The same, opened."""
    return open_question(drafted(troupe, method, *titles, **given), by=tenants(troupe), at=OPENS)


def mark(troupe: "Troupe", question: Question, **marks: dict[int, int]) -> list[Vote]:
    """Organisations mark their ballots: `mark(troupe, q, HT={1: 1, 2: 2})`."""
    return [
        cast_vote(question, marked=marked, by=hat(troupe, WHO[who], who), at=OPENS + timedelta(minutes=n))
        for n, (who, marked) in enumerate(marks.items(), 1)
    ]


def winners(question: Question) -> list[str]:
    """Who was taken, by the page of the result."""
    from comity.governing.results import Result

    with_tally = Question.objects.select_related("decision", "tally").get(pk=question.pk)
    return Result(with_tally, with_tally.tally).winners


def test_a_ranked_ballot_is_counted_in_stages(troupe: "Troupe") -> None:
    question = put(troupe, "irv", "Town hall", "Library", "Harbour")
    mark(troupe, question, HT={1: 1, 3: 2}, OD={2: 1, 1: 2}, HH={2: 1})
    decision = close(question)
    with troupe.scope():
        assert decision.carried and decision.why == "chosen" and winners(question) == ["Library"]
        assert Tally.objects.get().cast == 3
    assert list(verify(troupe.coalition.pk)) == []


@pytest.mark.row("G2", "G5")
def test_of_options_it_is_told_what_was_chosen_and_never_nought_in_favour(troupe: "Troupe") -> None:
    question = put(troupe, "irv", "Town hall", "Library {1}", "Harbour")
    mark(troupe, question, HT={1: 1, 3: 2}, OD={2: 1, 1: 2}, HH={2: 1})
    decision = close(question)
    mail = Mail.objects.filter(kind="governing.closed").first()
    assert mail is not None and "Chosen: Library {1}. 3 of 3 organisations voted." in mail.text
    with troupe.scope(), stopped_at(CLOSES):
        standing = standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=CLOSES)
        told = list(registry.digest["governing"](standing, OPENS, CLOSES + timedelta(days=1)))
        kept = lines(with_openness(entries_of(troupe.coalition.pk), standing))
        figures = figures_in_words(decision)
        line = next(line for line in kept if line.what.startswith("closed"))
    said = [mail.text, mail.subject, *(text for text, _url in told), line.what, figures]
    client = signed_in(troupe.people["Marta"])
    with stopped_at(CLOSES):
        for url in (question.get_absolute_url(), reverse("governing:register", args=[troupe.coalition.slug])):
            said.append(client.get(url).content.decode())
    assert not [text for text in said if "0 in favour" in text or "0 : 0 : 0" in text]
    assert any("Advice, chosen: Library {1}" in text for text, _url in told)


def test_approval_takes_the_most_named(troupe: "Troupe") -> None:
    question = put(troupe, "approval", "Town hall", "Library", settings={"seats": 1})
    mark(troupe, question, HT={1: 1, 2: 1}, OD={1: 1}, HH={})
    assert close(question).carried
    with troupe.scope():
        assert winners(question) == ["Town hall"]


@pytest.mark.parametrize(
    ("method", "wrong", "says"),
    [
        ("irv", {1: 1, 2: 1}, "both have rank 1"),
        ("irv", {1: 4}, "Ranks go from 1 to 3"),
        ("score", {1: 9}, "whole number on the scale"),
        ("dot", {1: 2, 2: 2}, "There are 3 to give"),
        ("approval", {1: 2}, "only be marked"),
        ("approval", {7: 1}, "no option with the number 7"),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused_in_words(
    troupe: "Troupe", method: str, wrong: dict[int, int], says: str
) -> None:
    question = put(troupe, method, "Town hall", "Library", "Harbour")
    with pytest.raises(ValidationError, match=says):
        mark(troupe, question, HT=wrong)
    with troupe.scope():
        assert not Vote.objects.exists()


def test_without_options_or_with_unfit_settings_nothing_opens(troupe: "Troupe") -> None:
    with pytest.raises(ValidationError, match="Write down the options"):
        put(troupe, "approval")
    with pytest.raises(ValidationError, match="Take fewer"):
        put(troupe, "scottish-stv", "One", "Two", settings={"seats": 3})
    with pytest.raises(ValidationError, match="in the details of the ballot"):
        drafted(troupe, "schulze", settings={})
    with pytest.raises(ValidationError, match="no such way"):
        drafted(troupe, "divination")


def test_the_method_and_its_options_stand_still_once_open(troupe: "Troupe") -> None:
    question = put(troupe, "approval", "Town hall", "Library")
    for change in (
        lambda: list_options(question, [{"title": "Pub"}], by=tenants(troupe), at=OPENS),
        lambda: edit_question(question, method="irv", by=tenants(troupe), at=OPENS),
    ):
        with pytest.raises(Refused):
            change()


@pytest.mark.parametrize("method", ["irv", "approval", "score"])
def test_a_ballot_is_filled_in_without_a_script(troupe: "Troupe", method: str) -> None:
    question = put(troupe, method, "Town hall", "Library")
    client = signed_in(troupe.people["Marta"])
    url = reverse("governing:mark", args=[troupe.coalition.slug, question.pk])
    marks = {"ballot-marks": ["2"]} if method == "approval" else {"ballot-o1": "2", "ballot-o2": "1"}
    with stopped_at(OPENS + timedelta(hours=1)):
        assert "Our ballot" in client.get(question.get_absolute_url()).content.decode()
        answers = {**marks, "ballot-why": "It is dry.", "at": "ballot", "acting": "OD"}
        check = client.post(url, {**answers, "go": "next"})
        assert check.status_code == 200 and "Check your ballot" in check.content.decode()
        assert not Vote._base_manager.exists()
        done = client.post(url, {**answers, "seen": ["ballot"], "at": "check", "go": "done"})
    assert done.status_code == 302, done.content.decode()
    vote = Vote._base_manager.get()
    expected = {2: 1} if method == "approval" else {1: 2, 2: 1}
    assert vote.marked() == expected and vote.why == "It is dry."


def test_an_empty_ballot_is_asked_about(troupe: "Troupe") -> None:
    question = put(troupe, "irv", "Town hall", "Library")
    client = signed_in(troupe.people["Marta"])
    url = reverse("governing:mark", args=[troupe.coalition.slug, question.pk])
    with stopped_at(OPENS + timedelta(hours=1)):
        page = client.post(url, {"at": "ballot", "go": "next"})
        assert page.status_code == 422 and "Nothing is marked" in page.content.decode()
        page = client.post(url, {"at": "ballot", "go": "next", "ballot-blank": "on"})
    assert page.status_code == 200
