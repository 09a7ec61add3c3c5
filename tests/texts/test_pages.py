"""The pages of texts, as each kind of reader gets them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from comity.texts.acts import comment_on, freeze_text
from comity.texts.models import Suggestion, SuggestionState, Text
from tests.cast import Troupe
from tests.texts.stage import LATER, WORDS, Visitor, begun, chair, rewritten, suggested, traders


def at(troupe: Troupe, name: str, *args: object) -> str:
    return reverse(f"texts:{name}", args=[troupe.coalition.slug, *args])


def marta(troupe: Troupe) -> Visitor:
    return Visitor(troupe.people["Marta"], chair(troupe))


def henk(troupe: Troupe) -> Visitor:
    return Visitor(troupe.people["Henk"], traders(troupe))


def test_a_text_is_begun_on_the_page_of_its_body(troupe: Troupe) -> None:
    visitor, body = marta(troupe), troupe.bodies["steering"]
    page = visitor.get(reverse("coalitions:body", args=[troupe.coalition.slug, body.pk]))
    url = at(troupe, "new", "coalitions.body", body.pk)
    assert url in page.content.decode()
    answer = visitor.post(url, title="House rules", words=WORDS)
    with troupe.scope():
        text = Text.objects.get()
    assert answer.status_code == 302 and answer.url == text.get_absolute_url()
    read = HTMLParser(visitor.get(answer.url).content.decode())
    assert read.css_first(".prose h3").text() == "House rules", "headings stand below the page's own"


def test_two_who_write_at_once_see_both_texts(troupe: Troupe, rules: Text) -> None:
    url, visitor = at(troupe, "write", rules.pk), marta(troupe)
    page = HTMLParser(visitor.get(url).content.decode())
    read = page.css_first("input[name=read_as]").attributes["value"]
    rewritten(troupe, rules, "Mondays", "Tuesdays")
    answer = visitor.post(url, title="House rules", words="Mine.", read_as=read)
    assert answer.status_code == 409
    told = HTMLParser(answer.content.decode()).css_first(".errors").text()
    assert "Tuesdays" in told and "Mine." in told


def test_any_two_versions_stand_side_by_side_with_marks_that_are_also_said(troupe: Troupe, rules: Text) -> None:
    rewritten(troupe, rules, "Mondays", "Tuesdays")
    rewritten(troupe, rules, "a week", "three days")
    page = HTMLParser(henk(troupe).get(at(troupe, "compare", rules.pk), old="1", new="3").content.decode())
    assert [re.sub(r"\s+", " ", one.text()) for one in page.css("del")] == ["gone: Mondays.", "gone: a week."]
    assert "new: Tuesdays." in page.css_first("ins").text()


def test_a_passage_is_suggested_and_accepted_in_the_browser(troupe: Troupe, rules: Text) -> None:
    visitor, url = henk(troupe), at(troupe, "suggest", rules.pk)
    assert "Passage 2" in visitor.get(url).content.decode()
    form = HTMLParser(visitor.get(url, passage="2").content.decode())
    assert form.css_first("textarea[name=words]").text().strip() == "We meet on Mondays at six."
    read = form.css_first("input[name=read_as]").attributes["value"]
    answer = visitor.post(f"{url}?passage=2", words="We meet on Fridays.", why="Shops.", read_as=read)
    assert answer.status_code == 302
    with troupe.scope():
        suggestion = Suggestion.objects.get()
    assert suggestion.words == WORDS.replace("We meet on Mondays at six.", "We meet on Fridays.")
    keeper, page = marta(troupe), answer.url
    assert "Accept it" in keeper.get(page).content.decode()
    accept = at(troupe, "accept", rules.pk, suggestion.pk)
    assert "Fridays" in keeper.get(accept).content.decode()
    assert keeper.post(accept).status_code == 302
    assert "Suggested by Dock Road Traders" in keeper.get(rules.get_absolute_url()).content.decode()


def test_a_suggestion_that_clashes_comes_back_as_a_whole_with_both_texts(troupe: Troupe, rules: Text) -> None:
    visitor, url = henk(troupe), at(troupe, "suggest", rules.pk)
    form = HTMLParser(visitor.get(url, passage="2").content.decode())
    read = form.css_first("input[name=read_as]").attributes["value"]
    rewritten(troupe, rules, "Mondays", "Tuesdays")
    answer = visitor.post(f"{url}?passage=2", words="We meet on Fridays.", why="", read_as=read)
    page = HTMLParser(answer.content.decode())
    assert answer.status_code == 409
    assert page.css_first("form[action='?passage=all']") is not None
    again = page.css_first("input[name=read_as]").attributes["value"]
    both = WORDS.replace("Mondays", "Tuesdays or Fridays")
    assert visitor.post(f"{url}?passage=all", words=both, why="", read_as=again).status_code == 302


def test_a_clash_is_worked_in_by_hand_on_the_page(troupe: Troupe, rules: Text) -> None:
    suggestion = suggested(troupe, rules, "Mondays", "Fridays")
    rewritten(troupe, rules, "Mondays", "Tuesdays")
    accept, keeper = at(troupe, "accept", rules.pk, suggestion.pk), marta(troupe)
    page = HTMLParser(keeper.get(accept).content.decode())
    assert "Tuesdays" in page.css_first("textarea[name=words]").text()
    assert keeper.post(accept, words=WORDS.replace("Mondays", "both")).status_code == 302


def test_declining_asks_for_the_reason(troupe: Troupe, rules: Text) -> None:
    suggestion = suggested(troupe, rules, "Mondays", "Fridays")
    decline, keeper = at(troupe, "decline", rules.pk, suggestion.pk), marta(troupe)
    assert keeper.post(decline, reason="").status_code == 422
    assert keeper.post(decline, reason="The choir.").status_code == 302
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.reason) == (SuggestionState.DECLINED, "The choir.")


def test_a_forbidden_button_says_why(troupe: Troupe, rules: Text) -> None:
    freeze_text(rules, why="The vote on the rules", by=chair(troupe), at=LATER)
    page = henk(troupe).get(rules.get_absolute_url()).content.decode()
    assert "This text stands still: The vote on the rules" in page
    assert henk(troupe).get(at(troupe, "write", rules.pk)).status_code == 403


def test_comments_are_made_and_answered_on_the_page(troupe: Troupe, rules: Text) -> None:
    visitor, url = henk(troupe), at(troupe, "comment", rules.pk)
    assert visitor.post(url, words="").status_code == 422
    assert visitor.post(url, words="Why Mondays?").status_code == 302
    with troupe.scope():
        first = rules.comments.get()
    assert marta(troupe).post(url, words="The hall.", thread=str(first.pk)).status_code == 302
    assert marta(troupe).post(at(troupe, "settle", rules.pk, first.pk)).status_code == 302
    page = visitor.get(rules.get_absolute_url()).content.decode()
    assert "The hall." in page and "Settled" in page


def test_script_in_a_text_stays_words(troupe: Troupe) -> None:
    text = begun(troupe, words="# <b>x</b>\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](/a.png)")
    page = HTMLParser(henk(troupe).get(text.get_absolute_url()).content.decode())
    prose = page.css_first(".prose")
    assert not prose.css("script, img, b") and "javascript" not in (prose.html or "").split("href")[-1]


@pytest.mark.parametrize("place", ["0", "9", "x", "-1", "99999999"])
def test_a_passage_that_is_not_there_is_absent(troupe: Troupe, rules: Text, place: str) -> None:
    assert henk(troupe).get(at(troupe, "suggest", rules.pk), passage=place).status_code == 404


def test_the_pages_ask_as_much_for_three_as_for_one(troupe: Troupe, rules: Text) -> None:
    visitor = marta(troupe)
    body = reverse("coalitions:body", args=[troupe.coalition.slug, troupe.bodies["steering"].pk])
    pages = [rules.get_absolute_url(), at(troupe, "texts"), body, at(troupe, "compare", rules.pk)]

    def asked() -> list[int]:
        found = []
        for url in pages:
            visitor.get(url)
            with CaptureQueriesContext(connection, ) as caught:
                assert visitor.get(url).status_code == 200
            found.append(len(caught))
        return found

    def grow(n: int) -> None:
        suggested(troupe, rules, "Mondays", f"day {n}")
        comment_on(rules, words="Why?", by=traders(troupe), at=LATER)
        begun(troupe, title=f"Text {n}")

    grow(1)
    rewritten(troupe, rules, "Mondays", "Tuesdays")
    before = asked()
    for n in range(3):
        grow(n)
        rewritten(troupe, rules, "six", f"six{n}")
    assert asked() == before
    assert max(before) <= 12, before
