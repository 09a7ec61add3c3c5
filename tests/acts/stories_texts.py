"""Stories of texts."""

from comity.texts import acts as texts
from tests.acts.stories import LATER, story
from tests.cast import Troupe
from tests.texts.stage import WORDS, begun, chair, suggested, traders


@story("texts.text.begun", "texts.version.written", "texts.text.frozen", "texts.text.thawed",
       "texts.text.withdrawn", "texts.text.restored")  # fmt: skip
def a_text_is_written(troupe: Troupe) -> None:
    text, by = begun(troupe), chair(troupe)
    texts.write_version(text, words="We meet on Tuesdays.", note="Tuesdays", by=by, at=LATER)
    texts.freeze_text(text, why="The vote on the rules", by=by, at=LATER)
    texts.thaw_text(text, by=by, at=LATER)
    texts.withdraw_text(text, by=by, at=LATER)
    texts.restore_text(text, by=by, at=LATER)


@story("texts.suggestion.made", "texts.suggestion.accepted", "texts.suggestion.declined", "texts.suggestion.withdrawn")
def changes_are_suggested(troupe: Troupe) -> None:
    text, by = begun(troupe), chair(troupe)
    taken, left, gone = (suggested(troupe, text, "Mondays", day) for day in ("Fridays", "Sundays", "Saturdays"))
    texts.accept_suggestion(taken, reason="Gladly.", by=by, at=LATER)
    texts.decline_suggestion(left, reason="Sundays are free.", by=by, at=LATER)
    texts.take_back_suggestion(gone, by=traders(troupe), at=LATER)
    text.refresh_from_db()
    assert text.words == WORDS.replace("Mondays", "Fridays")


@story("texts.comment.made", "texts.comment.resolved", "texts.comment.reopened")
def a_text_is_talked_about(troupe: Troupe) -> None:
    text, by = begun(troupe), chair(troupe)
    first = texts.comment_on(text, words="Why Mondays?", quote="Mondays", by=traders(troupe), at=LATER)
    texts.comment_on(text, words="The hall.", thread=first, by=by, at=LATER)
    texts.resolve_comment(first, by=by, at=LATER)
    texts.reopen_comment(first, by=by, at=LATER)
    texts.resolve_comment(first, by=by, at=LATER)
    texts.comment_on(text, words="Still.", thread=first, by=traders(troupe), at=LATER)
