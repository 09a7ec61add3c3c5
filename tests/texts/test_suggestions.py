"""Suggestions: made on a version, set on a newer one, accepted with credit, declined with a reason."""

import pytest
from django.core.exceptions import ValidationError

from comity.base.refusal import Refused
from comity.base.versions import Changed
from comity.base.versions import Version as Read
from comity.notices.models import Ask, Mail
from comity.texts.acts import (
    accept_suggestion,
    decline_suggestion,
    suggest,
    take_back_suggestion,
    withdraw_text,
    worked_in,
)
from comity.texts.models import SuggestionState, Text, Version
from tests.cast import Troupe
from tests.texts.stage import LATER, WORDS, chair, rewritten, suggested, traders


def test_an_accepted_suggestion_makes_a_version_that_names_who_suggested_it(troupe: Troupe, rules: Text) -> None:
    suggestion = suggested(troupe, rules, "Mondays", "Fridays", why="Shops close early on Fridays.")
    accept_suggestion(suggestion, by=chair(troupe), at=LATER, reason="Gladly.")
    with troupe.scope():
        version = Version.objects.select_related("suggestion").get(number=2)
    assert version.words == WORDS.replace("Mondays", "Fridays")
    assert (version.for_name, version.suggestion.for_name) == ("Steering committee", "Dock Road Traders")


def test_keepers_are_asked_and_the_suggester_hears_the_answer(troupe: Troupe, rules: Text) -> None:
    suggestion = suggested(troupe, rules, "Mondays", "Fridays")
    asked = Ask.objects.get(kind="texts.suggestion")
    assert (asked.person, asked.closed_at) == (troupe.people["Marta"].pk, None)
    mail = Mail.objects.get(kind="texts.suggested")
    assert mail.to and "Fridays" in mail.text and str(suggestion.pk) in mail.text
    decline_suggestion(suggestion, reason="The choir sings on Fridays.", by=chair(troupe), at=LATER)
    asked.refresh_from_db()
    assert asked.closed_at == LATER
    answer = Mail.objects.get(kind="texts.answered")
    assert answer.person == troupe.people["Henk"].pk and "The choir sings on Fridays." in answer.text


def test_where_nobody_presides_coordinators_are_asked(troupe: Troupe) -> None:
    from comity.texts.acts import open_text

    text = open_text(troupe.assembly, title="Charter", words="We share.", by=troupe.by, at=LATER)
    suggest(text, words="We share all.", by=traders(troupe), at=LATER)
    assert Ask.objects.get(kind="texts.suggestion").person == troupe.coordinator.pk


def test_declining_needs_a_reason(troupe: Troupe, rules: Text) -> None:
    suggestion = suggested(troupe, rules, "Mondays", "Fridays")
    with pytest.raises(ValidationError):
        decline_suggestion(suggestion, reason="  ", by=chair(troupe), at=LATER)


def test_a_suggestion_on_an_older_version_is_set_on_the_newest(troupe: Troupe, rules: Text) -> None:
    read = Read.of(rules, ["words"])
    rewritten(troupe, rules, "a week", "three days")
    suggestion = suggested(troupe, rules, "Mondays", "Fridays", read=read)
    assert suggestion.against.number == 2
    assert "three days" in suggestion.words and "Fridays" in suggestion.words


def test_a_suggestion_to_a_passage_that_changed_meanwhile_is_told(troupe: Troupe, rules: Text) -> None:
    read = Read.of(rules, ["words"])
    rewritten(troupe, rules, "Mondays", "Tuesdays")
    with pytest.raises(Changed):
        suggested(troupe, rules, "Mondays", "Fridays", read=read)


def test_a_waiting_suggestion_moves_along_with_other_passages(troupe: Troupe, rules: Text) -> None:
    suggestion = suggested(troupe, rules, "Mondays", "Fridays")
    rewritten(troupe, rules, "a week", "three days")
    done = accept_suggestion(suggestion, by=chair(troupe), at=LATER)
    assert "three days" in done.text.words and "Fridays" in done.text.words


def test_a_clash_is_worked_in_by_hand(troupe: Troupe, rules: Text) -> None:
    suggestion = suggested(troupe, rules, "Mondays", "Fridays")
    text = rewritten(troupe, rules, "Mondays", "Tuesdays")
    suggestion.text = text
    assert worked_in(suggestion) is None
    with pytest.raises(ValidationError) as wrong:
        accept_suggestion(suggestion, by=chair(troupe), at=LATER)
    assert "words" in wrong.value.error_dict
    both = text.words.replace("Tuesdays", "Tuesdays or Fridays")
    done = accept_suggestion(suggestion, words=both, by=chair(troupe), at=LATER)
    assert (done.text.words, done.text.number) == (both, 3)


def test_one_passage_can_be_suggested_alone(troupe: Troupe, rules: Text) -> None:
    suggestion = suggest(rules, words="We meet on Fridays.", passage=1, by=traders(troupe), at=LATER)
    assert suggestion.words == WORDS.replace("We meet on Mondays at six.", "We meet on Fridays.")
    gone = suggest(rules, words="", passage=2, by=traders(troupe), at=LATER)
    assert "heard out" not in gone.words
    with pytest.raises(ValidationError):
        suggest(rules, words="x", passage=99, by=traders(troupe), at=LATER)


@pytest.mark.parametrize("words", [WORDS, "", "NUL \x00"], ids=["same", "empty", "nul"])
def test_words_that_suggest_nothing_are_refused(troupe: Troupe, rules: Text, words: str) -> None:
    with pytest.raises(ValidationError):
        suggest(rules, words=words, by=traders(troupe), at=LATER)


def test_only_keepers_answer_and_only_once(troupe: Troupe, rules: Text) -> None:
    suggestion = suggested(troupe, rules, "Mondays", "Fridays")
    with pytest.raises(Refused):
        accept_suggestion(suggestion, by=traders(troupe), at=LATER)
    accept_suggestion(suggestion, by=chair(troupe), at=LATER)
    with pytest.raises(Refused):
        decline_suggestion(suggestion, reason="No.", by=chair(troupe), at=LATER)


def test_ones_own_suggestion_is_taken_back_by_nobody_else(troupe: Troupe, rules: Text) -> None:
    suggestion = suggested(troupe, rules, "Mondays", "Fridays")
    with pytest.raises(Refused) as no:
        take_back_suggestion(suggestion, by=chair(troupe), at=LATER)
    assert "Dock Road Traders" in str(no.value)
    done = take_back_suggestion(suggestion, by=traders(troupe), at=LATER)
    assert done.state == SuggestionState.WITHDRAWN
    assert not Ask.objects.filter(kind="texts.suggestion", closed_at=None).exists()


def test_nothing_waits_at_a_text_that_was_taken_away(troupe: Troupe, rules: Text) -> None:
    suggested(troupe, rules, "Mondays", "Fridays")
    withdraw_text(rules, by=chair(troupe), at=LATER)
    assert not Ask.objects.filter(kind="texts.suggestion", closed_at=None).exists()
