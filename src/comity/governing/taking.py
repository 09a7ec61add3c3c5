"""What a coalition takes along of its decisions: tables of questions and votes, and each question as a text."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.governing import queries
from comity.governing import tables as votes_tables
from comity.governing.matters import tables
from comity.governing.models import Question
from comity.governing.rules import figures_in_words
from comity.governing.wording import vote_in_words


def register() -> None:
    """Fill the registries."""
    decisions = registry.Exportable(
        gettext_lazy("Decisions"), votes_tables.questions,
        gettext_lazy("Each question that was put, with its outcome and the seal of the decision."), public=True,
    )  # fmt: skip
    votes = registry.Exportable(
        gettext_lazy("Votes"), votes_tables.votes,
        gettext_lazy("Each organisation’s answer to each question, replaced ones too."),
    )  # fmt: skip
    registry.export.register("decisions", decisions)
    registry.export.register("votes", votes)
    asked = registry.Exportable(
        gettext_lazy("Questions asked about proposals"), tables.inquiries_table,
        gettext_lazy("What was asked about each proposal, and what was answered."),
    )  # fmt: skip
    reviews = registry.Exportable(
        gettext_lazy("Reviews of decisions"), tables.reviews_table,
        gettext_lazy("What was found each time a decision was looked at again."),
    )  # fmt: skip
    reopenings = registry.Exportable(
        gettext_lazy("Requests to take decisions up again"), tables.reopenings_table,
        gettext_lazy("On which ground each was asked, with which proof, and what came of it."),
    )  # fmt: skip
    votes_tables.register()
    registry.export.register("inquiries", asked)
    registry.export.register("reviews", reviews)
    registry.export.register("reopenings", reopenings)
    label = gettext_lazy("Questions in full: what was asked, answered, objected and decided")
    registry.writings.register("decisions", registry.Writings(label, texts))


def texts(standing: Standing) -> Iterator[registry.Writing]:
    """Each question one may see, in full; for outsiders without what organisations and people said to it."""
    rows = queries.to_read(queries.visible_to(standing)).order_by("number", "pk")
    for question in rows.iterator(chunk_size=200):
        code = question.code or f"draft-{str(question.pk)[-12:]}"
        name = slugify(f"{code}-{question.title}")[:60].strip("-")
        parts = [*_question(question), *(_answers(question) if standing.inside else [])]
        yield registry.Writing(name, "\n\n".join(part for part in parts if part) + "\n")


def _question(question: Question) -> list[str]:
    """Title, what everyone should know, and the outcome."""
    asked = _("Asked in {body}").format(body=question.body_name)
    times = [
        (_("opened"), question.opened_at), (_("closes or closed"), question.closes_at), (_("ended"), question.ended_at),
    ]  # fmt: skip
    facts = ", ".join(f"{word} {_moment(moment)}" for word, moment in times if moment)
    head = f"# {question.code} {question.title}".replace("  ", " ")
    return [head, f"{asked}. {facts}", question.lede, question.text, _outcome(question), question.withdrawn_why]


def _outcome(question: Question) -> str:
    decision: Any = getattr(question, "decision", None)
    if decision is None:
        return ""
    said = _("Agreed") if decision.carried else _("Not agreed")
    if not question.binding:
        said = _("Advice, in favour") if decision.carried else _("Advice, not in favour")
    return f"## {said}\n\n{figures_in_words(decision)} {decision.rule_text}\n\n{_('Seal')}: `{decision.seal}`"


def _answers(question: Question) -> Iterator[str]:
    """What organisations said, with their reasons, objections and the answers to these."""
    votes = queries.live_votes(question)
    if votes:
        yield "## " + _("Answers")
    for vote in votes:
        yield f"**{vote.organisation}**: {vote_in_words(question, vote)}"
        yield _quoted(vote.why)
    for objection in question.objections.all():
        yield "## " + _("Objection of {name}").format(name=objection.organisation)
        yield f"{_quoted(objection.concern)}\n\n{_quoted(objection.change)}\n\n{objection.get_state_display()}"
        for reply in objection.replies.all():
            yield f"**{reply.speaker() or reply.person}**:\n\n{_quoted(reply.text)}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


def _moment(moment: Any) -> str:
    """In the coalition's zone."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
