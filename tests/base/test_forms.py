"""Forms as people meet them, and one question a page."""

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from comity.base.forms import DateField, DateTimeField, Form, LongField, Option, TimeField
from comity.base.questions import Question, Questions, Walk


class Offer(Form):
    autocomplete = {"mail": "email"}

    what = forms.CharField(label="What do you offer?", help_text="In a few words")
    kind = forms.ChoiceField(
        label="Kind", widget=forms.RadioSelect, choices=[("s", "Space"), ("p", "People")]
    )
    mail = forms.EmailField(label="E-mail", required=False)
    start = DateField(label="Free from")
    why = LongField(label="Why?", required=False)
    weekly = forms.BooleanField(
        label="One mail a week", required=False, help_text="Nothing when nothing happened"
    )


def field(form: forms.Form, name: str) -> str:
    return str(form[name].as_field_group())


def summary(*shown: Any) -> str:
    return Template("{% load parts %}{% error_summary a b %}").render(
        Context({"a": shown[0], "b": shown[1] if len(shown) > 1 else None})
    )


def test_label_hint_and_error_belong_to_the_field() -> None:
    html = field(Offer({"what": ""}), "what")
    assert '<label for="id_what">What do you offer?</label>' in html
    assert '<p class="hint" id="id_what_helptext">In a few words</p>' in html
    assert re.search(r'<div id="id_what_error"><p class="errmsg">.*Fill in “What do you offer\?”', html, re.S)
    assert 'aria-describedby="id_what_helptext id_what_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="field err"' in html
    assert 'class="in"' in html


def test_an_unsent_form_accuses_nobody() -> None:
    html = str(Offer())
    assert "err" not in html.replace("interrupt", "")
    assert "aria-invalid" not in html
    assert summary(Offer()).strip() == ""


def test_choices_are_cards_in_a_fieldset_and_none_is_chosen() -> None:
    html = field(Offer(), "kind")
    assert "<legend>Kind</legend>" in html
    assert html.count('<label class="choice"') == 2
    assert "checked" not in html
    assert 'class="choices across"' in html
    wrong = field(Offer({}), "kind")
    assert 'aria-describedby="id_kind_error"' in wrong
    assert "Choose an answer to “Kind”" in wrong


def test_a_note_stands_beneath_its_answer_and_a_barred_one_says_why() -> None:
    class Ballot(Form):
        choice = forms.ChoiceField(
            label="Your answer",
            widget=forms.RadioSelect,
            choices=[
                ("yes", Option("In favour", "We want this")),
                ("no", Option("Against", barred="No mandate")),
            ],
        )

    html = field(Ballot(), "choice")
    assert "<b>In favour</b><small>We want this</small>" in html
    assert "<b>Against</b><small>No mandate</small>" in html
    yes, no = re.findall(r"<input[^>]*>", html)
    assert "disabled" not in yes
    assert "disabled" in no
    assert 'class="choices across"' in html


def test_a_single_checkbox_is_one_card_that_says_what_it_does() -> None:
    html = field(Offer(), "weekly")
    assert '<label class="choice" for="id_weekly"><input type="checkbox"' in html
    assert '<small id="id_weekly_helptext">Nothing when nothing happened</small>' in html
    assert 'class="in"' not in html


def test_days_and_hours_use_the_means_of_the_device() -> None:
    class Times(Form):
        on = DateField()
        at = TimeField()
        when = DateTimeField()

    with timezone.override("Europe/Lisbon"):
        form = Times(initial={"on": date(2026, 12, 1), "when": datetime(2026, 7, 1, 17, tzinfo=UTC)})
        html = str(form)
        sent = Times({"on": "2026-12-01", "at": "18:30", "when": "2026-07-01T18:00"})
        assert sent.is_valid(), sent.errors
        assert sent.cleaned_data["when"] == datetime(2026, 7, 1, 17, tzinfo=UTC)
    assert re.search(r'<input type="date"[^>]*value="2026-12-01"', html)
    assert '<input type="time"' in html
    assert re.search(r'<input type="datetime-local"[^>]*value="2026-07-01T18:00"', html)


def test_every_text_has_a_bound_and_nul_is_refused() -> None:
    form = Offer({"what": "x" * 201, "kind": "s", "start": "2026-12-01", "why": "y" * 10_001})
    assert set(form.errors) == {"what", "why"}
    html = str(Offer())
    assert re.search(
        r'<input[^>]*id="id_what"[^>]*maxlength="200"|<input[^>]*maxlength="200"[^>]*id="id_what"', html
    )
    assert "what" in Offer({"what": "a\x00b", "kind": "s", "start": "2026-12-01"}).errors


def test_only_the_readers_own_data_is_filled_in_by_the_browser() -> None:
    html = str(Offer())
    assert re.search(r'name="mail"[^>]*autocomplete="email"', html)
    assert re.search(r'name="what"[^>]*autocomplete="off"', html)


def test_what_may_stay_empty_is_said() -> None:
    assert "you may leave this empty" in field(Offer(), "why")
    assert "you may leave this empty" not in field(Offer(), "what")


def test_the_summary_leads_to_each_field_and_counts_them() -> None:
    html = summary(Offer({}))
    assert "3 answers need another look" in html
    assert re.findall(r'<a href="#([^"]*)">', html) == ["id_what", "id_kind_0", "id_start"]
    assert 'role="alert" tabindex="-1"' in html
    assert "We kept everything you typed" in html


def test_the_summary_tells_what_is_wrong_with_the_whole_and_with_every_form() -> None:
    class Pair(Form):
        name = forms.CharField()

        def clean(self) -> None:
            raise forms.ValidationError("These two <b>don’t</b> fit.")

    sent = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-what": "x", "form-0-kind": "s"}
    html = summary(Pair({"name": "x"}), forms.formset_factory(Offer)(sent))
    assert "2 answers need another look" in html
    assert "These two &lt;b&gt;don’t&lt;/b&gt; fit." in html
    assert "#id_form-0-start" in html


# ── one question a page ──


class Time(Form):
    heading_field = "time"
    time = forms.ChoiceField(
        label="Can you give time?", widget=forms.RadioSelect, choices=[("y", "Yes"), ("n", "Not yet")]
    )
    need = LongField(label="What would you need?", required=False)


class Who(Form):
    name = forms.CharField(label="Who is it?")
    knows = forms.BooleanField(label="She knows", required=False)
    start = DateField(label="From when?")


class Langs(Form):
    langs = forms.MultipleChoiceField(
        label="Languages",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("ar", "Arabic"), ("pl", "Polish")],
    )


APPLY = Questions(
    Question("time", Time, "Can you give time?"),
    Question("who", Who, "Who comes?", lede="One person."),
    Question("langs", Langs, "Which languages?"),
)
KEPT = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


class Visitor:
    """Somebody with a browser: sees a page, fills in what is asked, presses a button."""

    def __init__(self) -> None:
        self.walk, self.page = self.send(RequestFactory().get("/apply/"))

    def press(self, go: str, **typed: Any) -> "Visitor":
        data: dict[str, Any] = {"go": go}
        for name, value in KEPT.findall(self.html):
            data.setdefault(name, []).append(unescape(value))
        data |= {f"{self.walk.key}-{name}": value for name, value in typed.items()}
        self.walk, self.page = self.send(RequestFactory().post("/apply/", data))
        return self

    def send(self, request: HttpRequest) -> tuple[Walk, HttpResponse]:
        walk = APPLY.walk(request, initial={"who": {"name": "Amina"}})
        return walk, walk.page(title="Check your answers")

    @property
    def html(self) -> str:
        return self.page.content.decode()


@pytest.fixture(autouse=True)
def plain_pages(settings: Any) -> None:
    """Pages without the frame's own context, which needs a person and a coalition."""
    settings.TEMPLATES = [
        {
            **one,
            "OPTIONS": {
                **one["OPTIONS"],
                "context_processors": ["django.template.context_processors.request"],
            },
        }
        for one in settings.TEMPLATES
    ]


def test_a_walk_goes_from_question_to_question_to_the_check() -> None:
    visitor = Visitor()
    assert (visitor.walk.number, visitor.walk.total) == (1, 3)
    assert visitor.html.count("<h1>") == 1
    assert "<legend><h1>Can you give time?</h1>" in visitor.html
    visitor.press("next", time="n", need="Two <evenings>")
    assert "<h1>Who comes?</h1>" in visitor.html
    assert 'value="Amina"' in visitor.html  # the first value
    visitor.press("next", name="Rosa", start="2026-12-01", knows="on").press("next", langs=["pl"])
    assert visitor.walk.checking
    assert not visitor.walk.done
    assert [
        (row.label, re.sub(r"(Dec)(?: 2026)?", r"\1 2026", str(row.value))) for row in visitor.walk.rows
    ] == [
        ("Can you give time?", "Not yet"),
        ("What would you need?", "Two &lt;evenings&gt;"),
        ("Who is it?", "Rosa"),
        ("She knows", "Yes"),
        ("From when?", '<time datetime="2026-12-01">1 Dec 2026</time>'),
        ("Languages", "Polish"),
    ]
    visitor.press("done")
    assert visitor.walk.done
    assert visitor.walk.answers == {
        "time": {"time": "n", "need": "Two <evenings>"},
        "who": {"name": "Rosa", "knows": True, "start": date(2026, 12, 1)},
        "langs": {"langs": ["pl"]},
    }


def test_an_answer_that_needs_another_look_stays_with_its_error() -> None:
    visitor = Visitor().press("next", need="kept")
    assert visitor.page.status_code == 422
    assert "<title>Error: " in visitor.html
    assert "One answer needs another look" in visitor.html
    assert ">\nkept</textarea>" in visitor.html
    assert visitor.walk.seen == []


def test_back_keeps_what_was_typed_even_when_unfinished() -> None:
    visitor = Visitor().press("next", time="y").press("back", name="Half a na")
    assert visitor.walk.key == "time"
    assert 'value="y"' in visitor.html
    assert "checked" in visitor.html
    assert "Error" not in visitor.html
    visitor.press("next", time="y")
    assert 'value="Half a na"' in visitor.html
    assert "errmsg" not in visitor.html


def test_change_returns_to_the_check_and_keeps_the_rest() -> None:
    visitor = Visitor().press("next", time="y").press("next", name="Rosa", start="2026-12-01").press("next")
    assert visitor.walk.checking
    visitor.press("time")
    assert visitor.walk.key == "time"
    visitor.press("next", time="n", need="x")
    assert visitor.walk.checking
    assert [row.value for row in visitor.walk.rows][:3] == ["Not yet", "x", "Rosa"]


def test_nothing_is_done_while_an_answer_is_missing_or_forged() -> None:
    def sent(**data: Any) -> Walk:
        return APPLY.walk(RequestFactory().post("/apply/", data))

    forged = sent(go="done", at="check", seen=["time", "who", "langs"], **{"time-time": "maybe"})
    assert (forged.done, forged.key) == (False, "time")
    page = forged.page()
    assert page.status_code == 422
    assert "Select a valid choice" in page.content.decode()
    assert sent(go="done", at="check").key == "time"
    assert sent(go="done", at="nowhere", seen="nothing").key == "time"
    assert sent(go="back").key in APPLY.questions
    skipped = sent(go="done", at="check", seen=["time", "langs"], **{"time-time": "y"})
    assert (skipped.done, skipped.key) == (False, "who")


def test_a_page_asked_for_anew_shows_the_first_question_and_does_nothing() -> None:
    walk = APPLY.walk(RequestFactory().get("/apply/?go=done&at=check&seen=time"))
    assert (walk.key, walk.done) == ("time", False)


def test_files_cannot_travel() -> None:
    class Photo(Form):
        photo = forms.FileField()

    with pytest.raises(TypeError, match="file"):
        Question("photo", Photo, "A photo?")
