"""Comments: in a capacity, in threads, settled and opened again."""

import pytest

from comity.base.refusal import Refused
from comity.notices.models import Mail
from comity.texts.acts import comment_on, reopen_comment, resolve_comment
from comity.texts.models import Comment, Text
from tests.cast import Troupe
from tests.texts.stage import LATER, chair, traders


def test_a_thread_keeps_who_said_what_for_whom(troupe: Troupe, rules: Text) -> None:
    first = comment_on(rules, words="Why Mondays?", by=traders(troupe), at=LATER)
    answer = comment_on(rules, words="The hall is free.", thread=first, by=chair(troupe), at=LATER)
    assert (first.for_name, answer.for_name) == ("Dock Road Traders", "Steering committee")
    mail = Mail.objects.get(kind="texts.commented")
    assert mail.person == troupe.people["Henk"].pk and "The hall is free." in mail.text


def test_who_began_a_thread_and_who_keeps_the_text_settle_it(troupe: Troupe, rules: Text) -> None:
    first = comment_on(rules, words="Why Mondays?", by=traders(troupe), at=LATER)
    ruth = troupe.hat(troupe.people["Ruth"], troupe.organisations["HT"])
    with pytest.raises(Refused):
        resolve_comment(first, by=ruth, at=LATER)
    resolve_comment(first, by=chair(troupe), at=LATER)
    reopen_comment(first, by=traders(troupe), at=LATER)
    with pytest.raises(Refused):
        reopen_comment(first, by=traders(troupe), at=LATER)


def test_an_answer_opens_a_settled_thread_again(troupe: Troupe, rules: Text) -> None:
    first = comment_on(rules, words="Why Mondays?", by=traders(troupe), at=LATER)
    resolve_comment(first, by=chair(troupe), at=LATER)
    comment_on(rules, words="Still: why?", thread=first, by=traders(troupe), at=LATER)
    with troupe.scope():
        assert Comment.objects.get(pk=first.pk).resolved_at is None


def test_a_mandate_without_the_word_does_not_comment(troupe: Troupe, rules: Text, elsewhere: Troupe) -> None:
    with pytest.raises(Refused):
        comment_on(rules, words="Hello?", by=elsewhere.by, at=LATER)
