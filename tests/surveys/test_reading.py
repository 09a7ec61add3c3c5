"""Who reads what was answered; small counts kept back; answers from tables; paper; a bounded number of queries."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.coalitions.standing import Standing, standing_of
from comity.core.surveys.counts import LEAST
from comity.people.acts import register_person
from comity.surveys import acts, importing, queries
from comity.surveys.acts import Asked
from comity.surveys.models import AskState, Respondent, Round
from comity.surveys.results import Results, results_of
from tests.cast import THEN, oneself
from tests.governing.stage import signed_in
from tests.surveys.stage import ANSWERS, CLOSES, LATER, drafted, given, opened, row

if TYPE_CHECKING:
    from tests.cast import Troupe

pytestmark = [pytest.mark.row("R10")]


def standing(troupe: "Troupe", name: str) -> Standing:
    return standing_of(troupe.people[name].pk, troupe.coalition.pk, at=LATER)


def keeper(troupe: "Troupe") -> Client:
    """The coordinator's browser, under the hat in which the surveys were drafted."""
    page = signed_in(troupe.coordinator)
    with stopped_at(LATER):
        page.post(reverse("coalitions:hat", args=[troupe.coalition.slug]), {"hat": f"body:{troupe.assembly.pk}"})
    return page


def read_by(troupe: "Troupe", name: str) -> set[str]:
    with troupe.scope():
        rows = queries.answers_visible_to(standing(troupe, name))
        return {one.person.name.split()[0] for one in rows}


def test_answers_are_for_those_whom_the_survey_names_and_ones_own(troupe: "Troupe", elsewhere: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    for mark in ("OD", "DR"):
        given(troupe, round_, mark)
    assert read_by(troupe, "Amina") == {"Marta", "Henk"}
    assert read_by(troupe, "Marta") == {"Marta"}
    assert read_by(troupe, "Okafor") == set()
    with troupe.scope():
        outside = standing_of(elsewhere.coordinator.pk, troupe.coalition.pk, at=LATER)
        assert not queries.answers_visible_to(outside).exists()
        assert not queries.respondents_visible_to(outside).exists()
        assert not queries.visible_to(outside).exists()


def test_a_survey_for_all_lets_everybody_inside_read(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe, drafted(troupe, readers="all"))
    given(troupe, round_, "OD")
    assert read_by(troupe, "Okafor") == {"Marta"}


def test_a_draft_is_known_to_its_keepers_alone(troupe: "Troupe") -> None:
    with troupe.scope():
        drafted(troupe)
        assert queries.visible_to(standing(troupe, "Amina")).count() == 1
        assert queries.visible_to(standing(troupe, "Okafor")).count() == 0


def many(troupe: "Troupe", n: int, *, anonymous: bool, answers: list[dict[str, Any]]) -> Round:
    """A round that so many people answer, closed."""
    with troupe.scope():
        people = [
            register_person(name=f"Guest {i}", email=f"guest{i}@example.org", by=oneself(None), at=THEN)
            for i in range(n)
        ]
        survey = drafted(troupe, anonymous=anonymous)
        round_ = opened(troupe, survey, asked=[Asked(None, one) for one in people])
        for one, said in zip(people, answers, strict=True):
            found = Respondent.objects.get(person=one)
            acts.give_answers(found, said, by=oneself(one, troupe.coalition), at=LATER)
        return acts.close_round(round_, by=troupe.by, at=LATER)


def seen(troupe: "Troupe", round_: Round, name: str) -> Results | None:
    with troupe.scope():
        reader = standing(troupe, name)
        return results_of(reader, queries.rounds_visible_to(reader).get(pk=round_.pk))


def counts(results: Results, key: str) -> list[int | None]:
    told = next(one.told for one in results.items if one.question.key == key)
    assert told is not None
    return [bar.n for bar in told.bars]


def test_counts_are_exact_for_readers_and_small_ones_kept_back_from_others(troupe: "Troupe") -> None:
    said = [{"q2": "o1" if i < 6 else "o2", "q5": 3, "q8": f"Word {i}"} for i in range(8)]
    round_ = many(troupe, 8, anonymous=False, answers=said)
    mine, theirs = seen(troupe, round_, "Amina"), seen(troupe, round_, "Okafor")
    assert mine is not None and theirs is not None
    assert counts(mine, "q2") == [6, 2, 0]
    assert counts(theirs, "q2") == [None, None, None], "two alone would follow from six of eight"
    assert counts(theirs, "q5") == [0, 0, 8, 0]
    words = {one.question.key: one.told for one in theirs.items if one.told}
    assert words["q8"].lines == () and words["q8"].answered == 8


def test_an_anonymous_survey_of_four_tells_nothing_to_anybody(troupe: "Troupe") -> None:
    said = [{"q2": "o1", "q5": 3, "q8": "Only four"} for _ in range(LEAST - 1)]
    round_ = many(troupe, LEAST - 1, anonymous=True, answers=said)
    for name in ("Amina", "Okafor"):
        found = seen(troupe, round_, name)
        assert found is not None and found.answered == LEAST - 1
        assert all(one.told is None or one.told.answered in (None, 0) for one in found.items)
        page = signed_in(troupe.people[name])
        with stopped_at(LATER):
            shown = page.get(reverse("surveys:round", args=[troupe.coalition.slug, round_.pk])).content.decode()
        assert "Only four" not in shown and "Fewer than five" in shown


def test_an_anonymous_survey_of_six_shows_counts_after_closing_only(troupe: "Troupe") -> None:
    said = [{"q2": "o1", "q5": 3, "q8": f"Word {i}"} for i in range(6)]
    round_ = many(troupe, 6, anonymous=True, answers=said)
    found = seen(troupe, round_, "Okafor")
    assert found is not None and counts(found, "q2") == [6, 0, 0]
    with troupe.scope():
        second = opened(troupe, Round.objects.select_related("survey__coalition").get(pk=round_.pk).survey, at=LATER)
    assert seen(troupe, second, "Amina") is None


def test_a_table_is_taken_whole_or_not_at_all(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
        questions = queries.questions_of(round_.survey)
        wrong = (
            "organisation,What do you lack most?,We are heard.\n"
            "Open Door Shelter,Gold,3\nNobody at all,Money,3\nDock Repairs,Money,five\n"
        )
        with pytest.raises(ValidationError) as refused:
            importing.read(wrong, round_, questions)
        told = refused.value.message_dict["table"]
        assert told[0].startswith("Line 2: What do you lack most?: “Gold”")
        assert told[1].startswith("Line 3: “Nobody at all” is not asked")
        assert told[2].startswith("Line 4: We are heard.: “five”") or "Line 4" in told[2]
        right = (
            "organisation;What do you lack most?;What could you lend?;We are heard.;Hours a week;Since when?;q8\n"
            '"Open Door Shelter";People;"Money; Rooms";3;12,5;2026-04-01;All is well.\n'
        )
        taken = importing.read(right, round_, queries.questions_of(round_.survey))
        assert [one.values for one in taken] == [ANSWERS]
        acts.import_answers(round_, [(one.respondent, one.values) for one in taken], by=troupe.by, at=LATER)
    assert (row(troupe, round_, "OD").state, row(troupe, round_, "OD").way) == (AskState.ANSWERED, "file")


def test_the_table_to_fill_in_comes_back_as_answers(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    page = keeper(troupe)
    with stopped_at(LATER):
        url = reverse("surveys:table", args=[troupe.coalition.slug, round_.pk])
        got = b"".join(page.get(url).streaming_content).decode("utf-8-sig")
    assert "Open Door Shelter,Marta" in got and "What do you lack most?" in got
    with troupe.scope():
        lines = got.splitlines()
        said = [line.replace(",,,,,,", ",Money,Rooms,4,1,2026-01-01,Yes") for line in lines[1:]]
        filled = "\r\n".join([lines[0], *said])
        taken = importing.read(filled, round_, queries.questions_of(round_.survey))
    assert len(taken) == 3 and taken[0].values["q3"] == ["o3"]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_the_rows(rows: int, troupe: "Troupe", django_assert_max_num_queries: Any) -> None:
    with troupe.scope():
        for number in range(rows):
            survey = drafted(troupe, title=f"Survey {number}")
            for _ in range(number):
                acts.add_question(survey, kind="text", text="More?", by=troupe.by, at=THEN)
            round_ = opened(troupe, survey)
    given(troupe, round_, "OD")
    page, slug = keeper(troupe), troupe.coalition.slug
    for name, args in (
        ("surveys", []), ("survey", [survey.pk]), ("preview", [survey.pk]), ("paper", [survey.pk]),
        ("open", [survey.pk]), ("round", [round_.pk]), ("asked", [round_.pk]), ("answers", [round_.pk]),
    ):  # fmt: skip
        with stopped_at(LATER), django_assert_max_num_queries(12):
            assert page.get(reverse(f"surveys:{name}", args=[slug, *args])).status_code == 200, name


def test_the_paper_form_has_every_question_and_says_who_reads_it(troupe: "Troupe") -> None:
    with troupe.scope():
        survey = drafted(troupe)
    page = signed_in(troupe.coordinator)
    with stopped_at(LATER):
        shown = page.get(reverse("surveys:paper", args=[troupe.coalition.slug, survey.pk])).content.decode()
    for words in ("What do you lack most?", "Tick one.", "Tick all that apply.", "can be read by", "Hours a week"):
        assert words in shown


def test_further_addresses_are_lines_and_faults_name_theirs(troupe: "Troupe") -> None:
    from comity.surveys.asking import Askable, addresses

    with troupe.scope():
        known = Askable(troupe.coalition.pk, THEN.date())
        found = addresses("open door shelter; Ann; ann@example.org\nbob@example.org\n", known)
        assert [(one.organisation and one.organisation.name, one.name, one.email) for one in found] == [
            ("Open Door Shelter", "Ann", "ann@example.org"), (None, "", "bob@example.org"),
        ]  # fmt: skip
        with pytest.raises(ValidationError) as refused:
            addresses("Nowhere; Ann; ann@example.org\nno address", known)
    assert [one.split(":")[0] for one in refused.value.messages] == ["Line 1", "Line 2"]
    assert CLOSES - THEN.date() == timedelta(days=14)
