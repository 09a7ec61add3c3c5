"""Texts and their versions: who writes them, what stays, and what happens when two write at once."""

import pytest
from django.core.exceptions import ValidationError

from comity.audit.verify import verify
from comity.base.refusal import Bar, Refused
from comity.base.versions import Changed
from comity.base.versions import Version as Read
from comity.coalitions.standing import standing_of
from comity.texts.acts import freeze_text, open_text, restore_text, thaw_text, withdraw_text, write_version
from comity.texts.models import LONGEST, Text, Version
from comity.texts.queries import of_thing, visible_to
from tests.cast import THEN, Troupe
from tests.texts.stage import LATER, WORDS, begun, chair, rewritten, suggested, traders


def test_a_text_keeps_every_version_with_who_wrote_it_for_whom(troupe: Troupe, rules: Text) -> None:
    text = rewritten(troupe, rules, "Mondays", "Tuesdays", note="The hall is taken on Mondays")
    with troupe.scope():
        one, two = Version.objects.order_by("number")
    assert (one.words, two.words) == (WORDS, WORDS.replace("Mondays", "Tuesdays"))
    assert (two.number, two.for_name, two.person) == (2, "Steering committee", troupe.people["Marta"])
    assert (text.number, text.words, text.changed_at) == (2, two.words, LATER)


def test_who_does_not_act_for_the_body_is_refused_and_told_who_could(troupe: Troupe, rules: Text) -> None:
    with pytest.raises(Refused) as no:
        write_version(rules, words="Ours now.", by=traders(troupe), at=LATER)
    assert "Steering committee" in str(no.value) and no.value.reason.bar == Bar.FORBIDDEN
    with pytest.raises(Refused):
        open_text(troupe.bodies["steering"], title="Ours", words="Ours.", by=traders(troupe), at=LATER)
    with troupe.scope():
        assert Version.objects.count() == 1


def test_a_coordinator_keeps_the_papers_of_any_body(troupe: Troupe, rules: Text) -> None:
    assert write_version(rules, words="Anew.", by=troupe.by, at=LATER).number == 2


def test_the_later_of_two_writers_is_told(troupe: Troupe, rules: Text) -> None:
    read = Read.of(rules, ["words"])
    rewritten(troupe, rules, "Mondays", "Tuesdays")
    with pytest.raises(Changed):
        write_version(rules, words="Mine alone.", by=chair(troupe), at=LATER, read=read)


@pytest.mark.parametrize(
    "words", ["", "   \n ", "NUL \x00 here", "x" * (LONGEST + 1), WORDS], ids=["empty", "blank", "nul", "long", "same"]
)
def test_words_that_are_no_new_version_are_refused(troupe: Troupe, rules: Text, words: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        write_version(rules, words=words, by=chair(troupe), at=LATER)
    assert "words" in wrong.value.error_dict
    with troupe.scope():
        assert Version.objects.count() == 1


def test_a_frozen_text_stands_still_until_it_thaws(troupe: Troupe, rules: Text) -> None:
    frozen = freeze_text(rules, why="The vote on the rules", by=chair(troupe), at=LATER)
    with pytest.raises(Refused) as no:
        write_version(frozen, words="Anew.", by=chair(troupe), at=LATER)
    assert "The vote on the rules" in str(no.value)
    with pytest.raises(Refused):
        suggested(troupe, rules, "Mondays", "Fridays")
    thaw_text(frozen, by=chair(troupe), at=LATER)
    assert write_version(rules, words="Anew.", by=chair(troupe), at=LATER).number == 2


def test_a_version_that_was_tampered_with_no_longer_fits_its_seal(troupe: Troupe, rules: Text) -> None:
    freeze_text(rules, by=chair(troupe), at=LATER)
    assert not list(verify(troupe.coalition.pk))
    Version._base_manager.filter(text=rules).update(words="We meet never.")
    assert [fault.code for fault in verify(troupe.coalition.pk)]


def test_a_text_is_taken_away_and_comes_back(troupe: Troupe, rules: Text) -> None:
    gone = withdraw_text(rules, by=chair(troupe), at=LATER)
    henk = standing_of(troupe.people["Henk"].pk, troupe.coalition.pk, at=LATER)
    with troupe.scope():
        assert not of_thing(henk, troupe.bodies["steering"])
        assert visible_to(henk).get() == gone
    restore_text(gone, by=chair(troupe), at=LATER)
    with troupe.scope():
        assert of_thing(henk, troupe.bodies["steering"]).get() == gone


def test_another_coalition_neither_sees_nor_writes(troupe: Troupe, elsewhere: Troupe, rules: Text) -> None:
    ines = standing_of(elsewhere.coordinator.pk, troupe.coalition.pk, at=LATER)
    with troupe.scope():
        assert not visible_to(ines).exists()
    for act in (write_version, freeze_text):
        more = {"words": "Ours."} if act is write_version else {}
        with pytest.raises(Refused) as no:
            act(rules, by=elsewhere.by, at=LATER, **more)
        assert no.value.reason.bar == Bar.HIDDEN


def test_two_texts_of_a_body_stand_in_the_order_they_were_begun(troupe: Troupe, rules: Text) -> None:
    second = begun(troupe, title="Minutes, a pattern")
    henk = standing_of(troupe.people["Henk"].pk, troupe.coalition.pk, at=THEN)
    with troupe.scope():
        assert list(of_thing(henk, troupe.bodies["steering"])) == [rules, second]
