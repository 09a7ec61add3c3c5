"""Every way of voting, found by looking: filled in on a page, counted, shown, and counted again from its file."""

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.cli import main
from comity.core.ballots.methods import Marks, Method, Setting, methods
from comity.governing.models import Question
from comity.governing.wording import SETTINGS, about, name_of
from tests.governing.stage import CLOSES, OPENS, close, signed_in
from tests.governing.test_ballots import put, winners

if TYPE_CHECKING:
    from tests.cast import Troupe

NAMES = sorted(methods())
TITLES = ("Town hall", "Library", "Harbour shed")
#: what three organisations type, one after the other, by the kind of marks
TYPED: dict[Marks, list[dict[str, Any]]] = {
    Marks.ANSWER: [{"choice": "yes"}, {"choice": "yes"}, {"choice": "abstain"}],
    Marks.RANKING: [{"o1": 1, "o2": 2}, {"o2": 1, "o1": 2}, {"o1": 1, "o3": 2}],
    Marks.APPROVALS: [{"marks": ["1", "2"]}, {"marks": ["1"]}, {"marks": ["3"]}],
    Marks.SCORES: [{"o1": 3, "o2": 0}, {"o1": 1, "o2": 2}, {"o1": 2}],
    Marks.PROJECTS: [{"marks": ["1", "2"]}, {"marks": ["1"]}, {"marks": ["1", "3"]}],
}


def value(setting: Setting) -> Any:
    """A value that fits: of numbers a small one, of several the first."""
    if setting.default is not None:
        return setting.default
    return 3 if setting.name == "dots" else 1 if setting.kind is int else next(iter(setting.kind))  # type: ignore[call-overload]


def opened(troupe: "Troupe", method: Method, **given: Any) -> Question:
    if method.marks is Marks.PROJECTS:
        given |= {"budget": 30_000, "currency": "EUR"}
    given["settings"] = {one.name: value(one) for one in method.asked()}
    titles = () if method.marks is Marks.ANSWER else TITLES
    return put(troupe, method.name, *titles, **given)


def fill_in(troupe: "Troupe", question: Question, who: str, typed: dict[str, Any]) -> str:
    """Fill the ballot in on its page, check it, give it; returns the last page."""
    plain = question.method in ("majority", "double-majority") and not question.private
    part, address = ("answer", "governing:answer") if plain else ("ballot", "governing:mark")
    url = reverse(address, args=[troupe.coalition.slug, question.pk])
    client = signed_in(troupe.people[who])
    answers = {f"{part}-{name}": said for name, said in typed.items()}
    with stopped_at(OPENS + timedelta(hours=1)):
        assert client.get(question.get_absolute_url()).status_code == 200
        assert client.post(url, {**answers, "at": part, "go": "next"}).status_code == 200
        done = client.post(url, {**answers, "seen": [part], "at": "check", "go": "done"}, follow=True)
    assert done.status_code == 200, done.content.decode()
    return done.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_method_brings_its_words(name: str) -> None:
    assert 3 <= len(name_of(name)) <= 60
    assert about(name).count("<p") >= 2
    assert all(one.name in SETTINGS for one in methods()[name].asked())


@pytest.mark.row("G3")
@pytest.mark.parametrize("name", NAMES)
def test_every_method_is_cast_counted_shown_and_counted_again(
    troupe: "Troupe", name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    method = methods()[name]
    question = opened(troupe, method)
    for who, typed in zip(("Amina", "Marta", "Okafor"), TYPED[method.marks], strict=True):
        fill_in(troupe, question, who, typed)
    decision = close(question)
    client = signed_in(troupe.people["Marta"])
    with stopped_at(CLOSES + timedelta(hours=1)), troupe.scope():
        page = client.get(question.get_absolute_url())
        assert page.status_code == 200
        text = page.content.decode()
        if method.marks is not Marks.ANSWER:
            assert decision.carried and winners(question)
            assert all(title in text for title in TITLES)
        again(client, troupe, question, method, tmp_path, capsys)


def again(
    client: Any, troupe: "Troupe", question: Question, method: Method, folder: Path, capsys: Any
) -> None:
    """`comity count` reads every file offered, and takes the same."""
    from comity.governing.recounting import forms_of

    for form in forms_of(question):
        url = reverse("governing:ballots", args=[troupe.coalition.slug, question.pk, form])
        file = folder / f"ballots.{form}"
        file.write_bytes(client.get(url).content)
        words = ["count", str(file), "--json"]
        if form != "json":
            words += ["--method", method.name, "--tie-seed", Question.objects.get(pk=question.pk).tally.seed]
            for setting in method.asked():
                words += [f"--{setting.name}", str(value(setting))] if setting.name != "halves" else []
        assert main(words) == 0
        told = json.loads(capsys.readouterr().out)
        expected = winners(question) if method.marks is not Marks.ANSWER else ["carried"]
        if method.marks is Marks.ANSWER and not Question.objects.get(pk=question.pk).decision.carried:
            expected = []
        assert told["winners"] == expected
