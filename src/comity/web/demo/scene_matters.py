"""Around some votes of the invented coalition: what was asked, what was looked at again, and what was to return."""

from datetime import datetime, timedelta
from typing import Any

from comity.core.matters.reopening import Ground
from comity.governing.acts import (
    accept_amendment,
    amend,
    answer_inquiry,
    ask_reopening,
    draft_question,
    inquire,
    review_decision,
    share_question,
)
from comity.governing.models import Decision, Question

INTAKE, LETTER, MAP = (
    "One intake form for all five",
    "A letter to landlords",
    "Publish the damp map by street",
)


def ask_about_the_flats(story: Any, at: datetime) -> None:
    """The traders want to know something of the proposal on which all vote today."""
    flats = Question.objects.select_related("coalition").get(title__startswith="Insulate 40 flats")
    asked = inquire(
        flats, "Who pays if a flat turns out to need a new roof first?", by=story.voter("DR"), at=at
    )
    reply = "The land trust does. Two of the forty are like that; both roofs are in its plan for spring."
    answer_inquiry(asked, reply, by=story.voter("NL"), at=at + timedelta(hours=20))


def review_the_map(story: Any, at: datetime) -> None:
    """A year of the map by street: it is upheld, until the next look."""
    decision = _decision(MAP)
    words = "Nobody was shamed, and the repair desk uses it every week. Two streets were coloured wrongly for a month."
    next_on = (at + timedelta(days=300)).date()
    review_decision(decision, upheld=True, words=words, next_on=next_on, by=story.voter("LL"), at=at)


def ask_again_too_early(story: Any, at: datetime) -> None:
    """The bank asks to take up the letter again without a ground, and is refused."""
    why = "One of the two houses has a new owner, who would rather talk."
    ask_reopening(_decision(LETTER).question, Ground.TIME, why=why, by=story.voter("SB"), at=at)


def ask_again_with_new_facts(story: Any, at: datetime) -> None:
    """The college brings new facts on the attic survey: it is taken up again, as a proposal to read."""
    old = Question.objects.select_related("coalition").get(title__startswith="€7,400")
    proof = (
        "Letter of the insurer of 3 weeks ago: students in attics are insured only with a foreman on site."
    )
    asked = ask_reopening(
        old, Ground.NEW_FACTS, why="The survey needs a foreman on three days, which nobody had in the sum.", proof=proof,
        known_on=(at - timedelta(days=20)).date(), by=story.voter("VC"), at=at,
    )  # fmt: skip
    assert asked.matter is not None
    share_question(asked.matter.questions.get(), by=story.voter("VC"), at=at + timedelta(hours=2))


def amend_the_survey(story: Any, at: datetime) -> None:
    """The tenants would have the college's proposal read otherwise: one word is taken in, another waits."""
    rows = Question.objects.select_related("coalition", "body").filter(shared_at__isnull=False, state="draft")
    proposal = rows.latest("shared_at")
    text = proposal.text or proposal.lede
    first = amend(
        proposal, f"{text}\n\nTenants are told three days before anybody comes.", why="Nobody likes a knock unannounced.",
        by=story.voter("HT"), at=at,
    )  # fmt: skip
    accept_amendment(first, by=story.voter("VC"), at=at + timedelta(hours=1))
    proposal.refresh_from_db()
    amend(
        proposal, f"{proposal.text}\n\nThe foreman is paid by the day.", why="Three days, and no more.",
        by=story.voter("SB"), at=at + timedelta(hours=2),
    )  # fmt: skip


def ask_for_advice(story: Any, at: datetime) -> None:
    """Advice is kept as a draft: it binds nobody."""
    draft_question(
        body=story.assembly, title="Which winter words do we use?", lede="“Cold homes” or “energy poverty” in our letters.",
        binding=False, closes_at=at + timedelta(days=12), by=story.voter("EP"), at=at,
    )  # fmt: skip


def _decision(title: str) -> Decision:
    found: Decision = (
        Decision.objects.select_related("question__coalition")
        .filter(question__title__startswith=title)
        .order_by("-sealed_at")[0]
    )
    return found


#: in which month what happens
EVENTS = (
    (20, ask_again_too_early), (21, review_the_map), (23.5, ask_for_advice), (23.7, ask_again_with_new_facts),
    (23.8, amend_the_survey),
)  # fmt: skip
