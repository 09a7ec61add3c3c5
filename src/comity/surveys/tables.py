"""What leaves with the coalition: surveys, their questions, who was asked, what was answered."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.surveys import queries
from comity.surveys.models import Paper, Question, RoundState

Rows = Iterator[tuple[Any, ...]]


def surveys(standing: Standing) -> Rows:
    """All surveys one may know of, header first."""
    yield (
        "id", "title", "what_for", "thanks", "language", "template", "anonymous", "readers", "results_open", "state",
        "belongs_to", "kept_by", "made_at", "withdrawn_at",
    )  # fmt: skip
    if not standing.inside:
        return
    for s in queries.visible_to(standing).order_by("made_at", "pk").iterator(chunk_size=500):
        yield (
            s.pk, s.title, s.intro, s.thanks, s.language, s.pattern, s.anonymous, s.readers, s.results_open, s.state,
            s.held_title, s.kept_name, s.made_at, s.withdrawn_at,
        )  # fmt: skip


def questions(standing: Standing) -> Rows:
    """Their questions and headings in order."""
    yield "id", "survey", "place", "key", "kind", "text", "help", "required", "settings"
    if not standing.inside:
        return
    rows = Question.objects.filter(survey__in=queries.visible_to(standing).values("pk"))
    for q in rows.order_by("survey", "place", "pk").iterator(chunk_size=500):
        yield q.pk, q.survey_id, q.place, q.key, q.kind, q.text, q.help, q.required, q.settings


def translations(standing: Standing) -> Rows:
    """Their words in other languages: one row a place."""
    yield "id", "survey", "language", "place", "words", "original", "made_by", "made_at"
    if not standing.inside:
        return
    rows = queries.translations_visible_to(standing).order_by("survey", "language")
    for t in rows.iterator(chunk_size=500):
        for place, (words, original) in sorted(t.words.items()):
            yield t.pk, t.survey_id, t.language, place, words, original, t.made_name, t.made_at


def rounds(standing: Standing) -> Rows:
    """Each round with how many were asked and answered."""
    yield (
        "id", "survey", "number", "note", "state", "why", "opened_by", "opened_at", "closes_at", "ended_at",
        "reminds_every_days", "asked", "answered",
    )  # fmt: skip
    if not standing.inside:
        return
    for r in queries.rounds_visible_to(standing).order_by("opened_at", "pk").iterator(chunk_size=500):
        yield (
            r.pk, r.survey_id, r.number, r.note, r.state, r.why, r.opened_name, r.opened_at, r.closes_at, r.ended_at,
            r.every, r.asked or 0, r.answered or 0,
        )  # fmt: skip


def asked(standing: Standing) -> Rows:
    """Who was asked and whether they answered: for those who keep the survey, and for each their own line."""
    yield (
        "id", "round", "organisation", "person", "state", "way", "typed_in_by", "asked_at", "reminded_at", "saved_at",
        "answered_at",
    )  # fmt: skip
    if not standing.inside:
        return
    for a in queries.respondents_visible_to(standing).order_by("asked_at", "pk").iterator(chunk_size=500):
        yield (
            a.pk, a.round_id, a.organisation.name if a.organisation else "", a.person.name if a.person else "", a.state,
            a.way, a.typed_by.name if a.typed_by else "", a.asked_at, a.reminded_at, a.saved_at, a.answered_at,
        )  # fmt: skip


def answers(standing: Standing) -> Rows:
    """Every answer that one may read with its name: one row a question, values as their kind keeps them."""
    yield "respondent", "round", "organisation", "question", "value"
    if not standing.inside:
        return
    for a in queries.answers_visible_to(standing).order_by("answered_at", "pk").iterator(chunk_size=500):
        for key, value in sorted(a.answers.items()):
            yield a.pk, a.round_id, a.organisation.name if a.organisation else "", key, value


def papers(standing: Standing) -> Rows:
    """Anonymous answers as they lie there. No page gives them to anybody: only the machine, on its command line."""
    yield "round", "question", "value"
    if not standing.operates:
        return
    rows = Paper.objects.filter(round__state=RoundState.CLOSED).order_by("pk")
    yield from rows.values_list("round", "question__key", "value").iterator(chunk_size=500)


def register() -> None:
    """Name the tables."""
    for name, label, table, about in (
        ("surveys", gettext_lazy("Surveys"), surveys, gettext_lazy("Each survey, and who may read what is answered.")),
        ("survey-questions", gettext_lazy("Questions of surveys"), questions,
         gettext_lazy("Each question and heading, in order, with what its kind was told.")),
        ("survey-translations", gettext_lazy("Surveys in other languages"), translations,
         gettext_lazy("How the words of a survey read in other languages, beside the original of each.")),
        ("survey-rounds", gettext_lazy("Rounds of surveys"), rounds,
         gettext_lazy("Each time a survey was put to some: until when, how many were asked and answered.")),
        ("survey-respondents", gettext_lazy("Who was asked in surveys"), asked,
         gettext_lazy("Who was asked for which organisation, and whether they answered.")),
        ("survey-answers", gettext_lazy("Answers to surveys"), answers,
         gettext_lazy("What was answered, one question a row, for who may read it with its name.")),
        ("survey-papers", gettext_lazy("Anonymous answers"), papers,
         gettext_lazy("Answers that are bound to nobody, in no order; only the machine’s own export has them.")),
    ):  # fmt: skip
        registry.export.register(name, registry.Exportable(label, table, about))
