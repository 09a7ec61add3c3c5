"""Stories of ballots."""

from datetime import timedelta

from comity.governing.acts import cast_paper, cast_vote, draft_question, list_options, open_question
from tests.acts.stories import story
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, close, hat, tenants

LATER = OPENS + timedelta(hours=1)


@story("governing.options.listed")
def options_are_written_down_and_ranked(troupe: Troupe) -> None:
    by, body = tenants(troupe), troupe.bodies["steering"]
    draft = draft_question(
        body=body,
        title="Where?",
        lede="Here.",
        method="irv",
        closes_at=CLOSES,
        binding=False,
        by=by,
        at=OPENS,
    )
    list_options(draft, [{"title": "Hall"}, {"title": "Library"}, {"title": "Pub"}], by=by, at=OPENS)
    list_options(draft, [{"title": "Town hall"}, {"title": "Library"}], by=by, at=OPENS)
    question = open_question(draft, by=by, at=OPENS)
    cast_vote(question, marked={1: 1}, by=by, at=LATER)
    cast_vote(question, marked={2: 1, 1: 2}, by=hat(troupe, "Marta", "OD"), at=LATER)
    close(question)


@story("governing.paper.cast")
def papers_are_dropped(troupe: Troupe) -> None:
    by, body = tenants(troupe), troupe.bodies["steering"]
    words = {"title": "Shall we?", "lede": "Yes.", "closes_at": CLOSES}
    draft = draft_question(
        body=body, method="approval", private=True, binding=False, by=by, at=OPENS, **words
    )
    list_options(draft, [{"title": "Town hall"}, {"title": "Library"}], by=by, at=OPENS)
    question = open_question(draft, by=by, at=OPENS)
    cast_paper(question, marked={1: 1}, by=by, at=LATER)
    cast_paper(question, marked={1: 1, 2: 1}, by=hat(troupe, "Marta", "OD"), at=LATER)
    close(question)
