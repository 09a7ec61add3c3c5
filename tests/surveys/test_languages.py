"""A survey reads in several languages: side by side to translate, by choice to answer, alike in its answers."""

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.base.versions import Changed, Version
from comity.coalitions.standing import standing_of
from comity.notices.models import Mail
from comity.surveys import acts, tables
from comity.surveys.models import Question, Respondent, Survey, Translation
from comity.surveys.queries import questions_of
from comity.surveys.translating import read_in, share_of, slots_of
from tests.cast import THEN
from tests.surveys.stage import LATER, drafted, link_in, link_to, opened, row, visit, voices

if TYPE_CHECKING:
    from tests.cast import Troupe

pytestmark = [pytest.mark.django_db, pytest.mark.row("R10")]
WORDS = {
    "title": "Lo que nos falta", "q1.text": "Qué les falta", "q2.text": "¿Qué les falta más?", "q2.o1": "Dinero",
    "q2.o2": "Gente", "q5.text": "Nos escuchan.", "q5.low": "nunca", "q6.unit": "horas",
}  # fmt: skip


def spanish(troupe: "Troupe", survey: Survey, words: dict[str, str] | None = None) -> Translation:
    made = acts.begin_translation(survey, language="es", by=troupe.by, at=THEN)
    return acts.translate(made, WORDS if words is None else words, by=troupe.by, at=THEN)


def office(troupe: "Troupe") -> Client:
    """The coordinator's browser, under the hat of the body that keeps the survey."""
    client = Client()
    client.force_login(troupe.coordinator)
    client.post(reverse("coalitions:hat", args=[troupe.coalition.slug]), {"hat": troupe.by.value})
    return client


def page(troupe: "Troupe", made: Translation, data: dict[str, str] | None = None) -> Any:
    client = office(troupe)
    with stopped_at(LATER):
        url = made.get_absolute_url()
        return client.get(url) if data is None else client.post(url, data)


def test_how_much_is_translated_is_counted_by_places(troupe: "Troupe") -> None:
    survey = drafted(troupe)
    made = spanish(troupe, survey)
    with troupe.scope():
        slots = slots_of(survey, questions_of(survey))
        share = share_of(made, slots)
    assert (share.done, share.of, share.whole) == (8, len(slots), False)
    assert {"q2.o3", "q3.text", "q5.high", "q8.text"} <= {slot.key for slot in slots}
    assert "q2.help" not in {slot.key for slot in slots}, "what is empty in the original needs no translation"


def test_what_is_missing_or_has_changed_is_shown_in_the_original(troupe: "Troupe") -> None:
    survey = drafted(troupe)
    made = spanish(troupe, survey)
    with troupe.scope():
        first = Question.objects.select_related("survey").get(survey=survey, key="q2")
        acts.change_question(first, text="What do you lack?", settings=first.settings, by=troupe.by, at=LATER)
        reading = read_in(survey, questions_of(survey), made)
    by_key = {one.key: one for one in reading.questions}
    assert by_key["q2"].text == "What do you lack?", "a translation of other words would ask something else"
    assert by_key["q2"].settings["options"] == [["o1", "Dinero"], ["o2", "Gente"], ["o3", "Rooms"]]
    assert by_key["q5"].settings == {"low": "nunca", "high": "always"}
    assert (reading.survey.title, reading.whole) == ("Lo que nos falta", False)
    assert "Before, it was translated as:" in page(troupe, made).content.decode()


def test_it_is_written_beside_the_original_and_two_may_work_at_once(troupe: "Troupe") -> None:
    made = spanish(troupe, drafted(troupe), {})
    form = page(troupe, made).context["form"]
    both = {"read_as": str(form.read_as), **dict.fromkeys(form.fields, "")}
    assert page(troupe, made, both | {"q2.text": "¿Qué les falta?"}).status_code == 302
    assert page(troupe, made, both | {"title": "Lo que nos falta"}).status_code == 302, "other words: nothing is lost"
    late = page(troupe, made, both | {"title": "Lo que falta", "q8.text": "¿Algo más?"})
    assert late.status_code == 409 and "Lo que nos falta" in late.content.decode()
    form = late.context["form"]
    again = {"read_as": str(form.read_as), **{name: form[name].value() or "" for name in form.fields}}
    assert again["q2.text"] == "¿Qué les falta?", "what this reader left alone reads as the other left it"
    assert page(troupe, made, again).status_code == 302
    with troupe.scope():
        kept = Translation.objects.get(pk=made.pk).words
    assert {key: said for key, (said, _original) in kept.items()} == {
        "q2.text": "¿Qué les falta?", "title": "Lo que falta", "q8.text": "¿Algo más?",
    }  # fmt: skip


def test_the_later_of_two_programs_is_told(troupe: "Troupe") -> None:
    made = spanish(troupe, drafted(troupe), {})
    read = Version.of(made, ["words"])
    acts.translate(made, {"title": "Uno"}, by=troupe.by, at=LATER, read=read)
    with pytest.raises(Changed):
        acts.translate(made, {"title": "Dos"}, by=troupe.by, at=LATER, read=read)


def test_the_invitation_has_a_button_for_each_language_and_the_page_a_choice(troupe: "Troupe") -> None:
    survey = drafted(troupe)
    spanish(troupe, survey)
    opened(troupe, survey)
    mail = Mail.objects.get(person=troupe.people["Marta"].pk, kind="surveys.asked")
    assert "español" in mail.text and "Lo que nos falta" in mail.text and "?read-in=es" in mail.text
    client = Client()
    url = link_in(mail)
    assert "What we lack" in visit(url, client=client).content.decode()
    first = visit(f"{url}?read-in=es", client=client).content.decode()
    assert "Lo que nos falta" in first and "not translated yet" in first
    asked = visit(f"{url}?page=1", client=client).content.decode()
    assert "¿Qué les falta más?" in asked and "Dinero" in asked and "Rooms" in asked
    assert 'lang="es"' in asked
    assert "What do you lack most?" in visit(f"{url}?page=1").content.decode(), "another browser chooses for itself"
    visit(f"{url}?read-in=-", client=client)
    assert "What do you lack most?" in visit(f"{url}?page=1", client=client).content.decode()


def test_answers_are_the_same_in_every_language(troupe: "Troupe") -> None:
    survey = drafted(troupe)
    spanish(troupe, survey)
    round_ = opened(troupe, survey)
    client, url = Client(), link_to("Marta", troupe)
    visit(f"{url}?read-in=es", client=client)
    assert visit(url, {"page": "1", "go": "next", "q2": "o2", "q3": ["o1"]}, client=client).status_code == 302
    assert visit(url, {"page": "2", "go": "next", "q5": "3"}, client=client).status_code == 302
    assert "Gente" in visit(f"{url}?page=check", client=client).content.decode()
    assert visit(url, {"go": "done"}, client=client).status_code == 302
    assert row(troupe, round_, "OD").answers == {"q2": "o2", "q3": ["o1"], "q5": 3}


def test_anonymous_answers_are_given_in_any_language_and_keep_no_trace_of_it(troupe: "Troupe") -> None:
    survey = drafted(troupe, anonymous=True)
    spanish(troupe, survey)
    opened(troupe, survey)
    client, url = Client(), link_to("Marta", troupe)
    visit(f"{url}?read-in=es", client=client)
    assert "¿Qué les falta más?" in visit(url, {"go": "next"}, client=client).content.decode()
    with troupe.scope():
        assert not any(value == "es" for one in Respondent.objects.values() for value in one.values())


def test_who_reads_comity_in_that_language_finds_the_survey_in_it(troupe: "Troupe") -> None:
    survey = drafted(troupe)
    spanish(troupe, survey)
    opened(troupe, survey)
    troupe.people["Marta"].language = "es"
    troupe.people["Marta"].save()
    assert "Lo que nos falta" in visit(link_to("Marta", troupe)).content.decode()


def test_once_a_round_is_open_words_stand_still_and_gaps_can_be_filled(troupe: "Troupe") -> None:
    survey = drafted(troupe)
    made = spanish(troupe, survey)
    opened(troupe, survey)
    with troupe.scope():
        made = Translation.objects.select_related("survey__coalition").get(pk=made.pk)
    with pytest.raises(ValidationError, match="stand still"):
        acts.translate(made, {"q2.text": "Otra cosa"}, by=troupe.by, at=LATER)
    acts.translate(made, {"q2.o3": "Salas", "title": "Lo que falta"}, by=troupe.by, at=LATER)
    assert "q2.text" not in page(troupe, made).context["form"].fields
    with pytest.raises(Refused, match="round is open"):
        acts.remove_translation(made, by=troupe.by, at=LATER)


@pytest.mark.parametrize("language", ["es", "ES", "en"])
def test_a_language_is_there_once(language: str, troupe: "Troupe") -> None:
    survey = drafted(troupe, language="en")
    spanish(troupe, survey)
    with pytest.raises(ValidationError, match="already"):
        acts.begin_translation(survey, language=language, by=troupe.by, at=LATER)


def test_words_of_no_place_are_refused(troupe: "Troupe") -> None:
    made = spanish(troupe, drafted(troupe), {})
    for words in ({"q99.text": "Nada"}, {"title": "x" * 161}):
        with pytest.raises(ValidationError):
            acts.translate(made, words, by=troupe.by, at=LATER)


def test_only_those_who_keep_a_survey_translate_it(troupe: "Troupe") -> None:
    survey = drafted(troupe)
    with pytest.raises(Refused):
        acts.begin_translation(survey, language="es", by=troupe.hat(troupe.people["Marta"]), at=LATER)


def test_paper_and_preview_come_in_a_language(troupe: "Troupe") -> None:
    survey = drafted(troupe)
    spanish(troupe, survey)
    client = office(troupe)
    with stopped_at(LATER):
        for name in ("paper", "preview"):
            told = client.get(f"{survey.get_absolute_url()}{name}/?read-in=es").content.decode()
            assert "¿Qué les falta más?" in told and "Dinero" in told and "What do you lack most?" not in told
        plain = client.get(f"{survey.get_absolute_url()}paper/").content.decode()
    assert "What do you lack most?" in plain and "read-in=es" in plain


def test_a_copy_reads_in_the_same_languages(troupe: "Troupe") -> None:
    survey = drafted(troupe)
    spanish(troupe, survey)
    copy = acts.draft_survey(thing=troupe.coalition, title="What we lack", like=survey, by=troupe.by, at=LATER)
    with troupe.scope():
        made = Translation.objects.get(survey=copy)
        assert share_of(made, slots_of(copy, questions_of(copy))).done == len(WORDS)


def test_translations_leave_with_the_coalition(troupe: "Troupe") -> None:
    spanish(troupe, drafted(troupe))
    with troupe.scope():
        rows = list(tables.translations(standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=LATER)))
    assert rows[0][2:6] == ("language", "place", "words", "original")
    assert ("es", "q2.o1", "Dinero", "Money") in {line[2:6] for line in rows[1:]}


@pytest.mark.parametrize("languages", [1, 3])
def test_queries_do_not_grow_with_the_languages(
    languages: int, troupe: "Troupe", django_assert_max_num_queries: Any
) -> None:
    survey = drafted(troupe)
    for code in ("es", "so", "ar")[:languages]:
        acts.begin_translation(survey, language=code, by=troupe.by, at=THEN)
    opened(troupe, survey, asked=voices(troupe, "OD"))
    client = office(troupe)
    with stopped_at(LATER):
        for path in (survey.get_absolute_url(), f"{survey.get_absolute_url()}paper/?read-in=es"):
            client.get(path)
            with django_assert_max_num_queries(12):
                assert client.get(path).status_code == 200
