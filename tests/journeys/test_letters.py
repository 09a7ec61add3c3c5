"""What comes by mail: a reminder, a digest that ends in one click; and scanners that follow every link."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from comity.base.clock import now
from comity.coalitions.acts import invite_representative
from comity.coalitions.models import Power
from comity.core.ballots.types import Choice
from comity.governing.acts import accept_rulebook, cast_vote, raise_objection
from comity.governing.rulebook import adopted
from tests.cast import Troupe, harbour
from tests.journeys.conftest import Later, SitDown
from tests.journeys.hand import PHONE, Hand
from tests.journeys.harbour import AMINA, HENK, MARTA, OKAFOR, asked, at_her_desk
from tests.journeys.post import Letter, Post
from tests.remembering import standing_rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("P1")]
DIGEST, LENA = "notices.digest", "lena.osei@example.org"
#: from the Thursday of the stories to a Monday morning, and a week on
MONDAY, A_WEEK = timedelta(days=4), timedelta(days=7)


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    return harbour()


def hat(troupe: Troupe, name: str, mark: str) -> Any:
    return troupe.hat(troupe.people[name], troupe.organisations[mark], at=now())


def test_the_digest_tells_what_waits_and_ends_with_one_click(
    troupe: Troupe, sit_down: SitDown, post: Post, later: Later
) -> None:
    asked(troupe, days=40)
    with troupe.scope():
        version = adopted(troupe.coalition.pk, now())
    assert version is not None
    accept_rulebook(version, by=hat(troupe, "Marta", "OD"), at=now())  # else she is asked for that, too
    post.deliver()
    before = {address: post.count(address, DIGEST) for address in (MARTA, OKAFOR, AMINA)}
    later(MONDAY)
    letter = post.newest(MARTA, DIGEST)
    hand = letter.open(sit_down(**PHONE))
    hand.sees("Insulate 40 flats before the frost?")
    assert not hand.is_wide()
    assert letter.mail.subject.startswith("1 thing needs you")
    fits_the_record(at_her_desk(sit_down, troupe, "Marta"), letter)

    button = letter.mail.headers["List-Unsubscribe"].strip("<>")
    program = sit_down().page.context.request  # her mail program: no cookie, no page
    assert program.post(button, form={"List-Unsubscribe": "One-Click"}).status == 204
    okafor = post.newest(OKAFOR, DIGEST).open(sit_down(**PHONE, java_script_enabled=False))
    okafor.follow("Fewer mails")
    assert okafor.heading == "No more of these mails?"
    okafor.tap("Stop these mails")
    assert okafor.heading == "You get no more of these mails"

    later(A_WEEK)
    got = {address: post.count(address, DIGEST) - count for address, count in before.items()}
    assert got == {MARTA: 1, OKAFOR: 1, AMINA: 2}


def fits_the_record(hand: Hand, letter: Letter) -> None:
    """The seal in the mail is among those of the record."""
    digits = letter.mail.text.split("Seal of our record")[1].split(":")[1].split("\n")[0]
    seal = " ".join(word for word in digits.split() if len(word) == 4)[:19]
    hand.follow("Record of acts", within=hand.page.get_by_role("navigation"))
    hand.write("A seal you hold", seal)
    hand.tap("Check the whole record")
    assert hand.heading == "The record is whole"
    hand.sees("The seal you hold is among them.")


def test_who_has_not_answered_is_reminded_once_and_answers_from_it(
    troupe: Troupe, sit_down: SitDown, post: Post, later: Later
) -> None:
    question = asked(troupe, days=5)
    cast_vote(question, Choice.YES, by=hat(troupe, "Henk", "DR"), at=now())
    later(timedelta(days=4, hours=2))
    letter = post.newest(MARTA, "governing.reminder")
    later(timedelta(minutes=5))
    assert [post.count(address, "governing.reminder") for address in (MARTA, HENK)] == [1, 0]
    hand = letter.open(sit_down(**PHONE, java_script_enabled=False))
    hand.follow("Abstain")
    hand.tap("Confirm our answer")
    assert hand.heading == "You answered “Abstain”."
    assert hand.taps == 2


# ── mail scanners ──


def test_scanners_follow_every_link_and_nothing_happens(
    troupe: Troupe, sit_down: SitDown, post: Post, later: Later
) -> None:
    letters_of_every_kind(troupe, sit_down, post, later)
    letters = post.all()
    assert {letter.mail.kind for letter in letters} >= {
        "people.key", "coalitions.invited", "governing.opened", "governing.reminder", "governing.objection",
        "governing.closed", DIGEST,
    }  # fmt: skip
    before = everything()
    scanner = sit_down().page.context.request
    links = sorted({link for letter in letters for link in letter.links})
    for link in links:
        for look in (scanner.head, scanner.get):
            answer = look(link)
            assert answer.status == 200, (link, answer.status)
    print(len(letters), "letters,", len(links), "links")
    assert len(links) > 10
    assert everything() == before
    still_alive(sit_down, post)


def letters_of_every_kind(troupe: Troupe, sit_down: SitDown, post: Post, later: Later) -> None:
    """A week of Harbour Homes, until somebody asks for a sign-in mail."""
    short, long = asked(troupe, days=2, title="One intake form?"), asked(troupe, days=5)
    for question in (short, long):
        cast_vote(question, Choice.YES, by=hat(troupe, "Okafor", "HH"), at=now())
    objecting = hat(troupe, "Henk", "DR")
    raise_objection(long, concern="Six shops close.", change="Start in May.", by=objecting, at=now())
    later(MONDAY + timedelta(hours=2))
    invite_representative(
        name="Lena Osei", email=LENA, organisation=troupe.organisations["OD"], powers=[Power.SPEAK], by=troupe.by,
        at=now(),
    )  # fmt: skip
    post.deliver()
    door = sit_down()
    door.page.goto("/sign-in/")
    door.write("Your e-mail address", AMINA)
    door.tap("Mail me a link")


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for who looks at what in which browser."""
    rows = {model: found for model, found in standing_rows().items() if model is not Session}
    order: Callable[[Any], str] = lambda row: str(row.pk)  # noqa: E731
    return {
        model._meta.label: [
            {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
            for row in sorted(found, key=order)
        ]
        for model, found in rows.items()
    }


def still_alive(sit_down: SitDown, post: Post) -> None:
    """Those for whom the links are can use them as if nobody had looked."""
    amina = post.newest(AMINA, "people.key").open(sit_down())
    amina.follow("Sign in")
    amina.tap("Sign in")
    amina.sees("Harbour Homes Together")
    lena = post.newest(LENA, "coalitions.invited").open(sit_down(**PHONE))
    lena.follow("Come in")
    lena.tap("Come in")
    assert lena.heading == "Open Door Shelter"
    marta = post.newest(MARTA, "governing.opened").open(sit_down(**PHONE))
    marta.follow("In favour")
    marta.tap("Confirm our answer")
    assert marta.heading == "You answered “In favour”."
    with_digest = post.newest(MARTA, DIGEST).open(marta)
    with_digest.follow("Fewer mails")
    with_digest.tap("Stop these mails")
    assert with_digest.heading == "You get no more of these mails"
