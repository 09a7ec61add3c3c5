"""Writing mails: one template makes subject, page and text; nothing foreign gets into a header."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from comity.notices.acts import oneself, quiet, want
from comity.notices.mails import Addressee, register_kind, unwanted, write
from comity.notices.models import Mail
from comity.notices.outbox import message_of
from comity.notices.plain import plain
from comity.people.models import Person
from tests.cast import THEN, Troupe

Reader = Callable[[Person], Addressee]
FRAME = "base/mail/base.html"


def letter(**words: Any) -> dict[str, Any]:
    return {"mail": {"subject": "A ballot waits", **words}}


def test_a_mail_waits_in_the_outbox_with_subject_page_and_text(home: Troupe, reader: Reader) -> None:
    amina = home.people["Amina"]
    words = letter(
        title="Insulate 40 flats?", lede="Spend the fund.", paragraphs=["It closes on Friday.\nEight are needed."],
        buttons=[("In favour", "http://localhost:8000/a/x/?choice=yes"), ("Against", "http://localhost:8000/a/x/")],
        preheader="Two taps", why_you="You hold the vote.",
    )  # fmt: skip
    [mail] = write(
        "governing.vote", [reader(amina)], template=FRAME, at=THEN, coalition=home.coalition.pk, context=words
    )
    assert Mail.objects.get() == mail
    assert (mail.to, mail.name, mail.subject, mail.state) == (
        amina.email,
        amina.name,
        "A ballot waits",
        "waiting",
    )
    assert mail.text == (
        "Harbour Homes Together\nTo Amina Haddad\n\nInsulate 40 flats?\n\nSpend the fund.\n\n"
        "It closes on Friday.\nEight are needed.\n\n"
        "In favour: http://localhost:8000/a/x/?choice=yes\nAgainst: http://localhost:8000/a/x/\n\n"
        f"-- \nYou hold the vote. · Fewer mails: {mail.headers['List-Unsubscribe'].strip('<>')}\n"
    )
    assert "<h1" in mail.html


def test_what_people_typed_is_escaped_in_the_page_and_plain_in_the_text(home: Troupe, reader: Reader) -> None:
    words = letter(title="Bread & <b>roses</b>", lede='<a href="http://evil.example/">win</a>')
    [mail] = write("x", [reader(home.coordinator)], template=FRAME, at=THEN, context=words)
    assert "<b>roses" not in mail.html
    assert 'href="http://evil' not in mail.html
    assert "Bread & <b>roses</b>" in mail.text


def test_each_reader_has_their_own_words_in_their_language_and_the_coalitions_zone(
    home: Troupe, reader: Reader
) -> None:
    heard = []

    def words(to: Addressee) -> dict[str, Any]:
        heard.append((to.name, get_language(), timezone.get_current_timezone_name()))
        return letter(subject=f"For {to.name}")

    amina, marta = home.people["Amina"], home.people["Marta"]
    marta.language = "en-gb"
    mails = write(
        "x",
        [reader(amina), reader(marta)],
        template=FRAME,
        at=THEN,
        coalition=home.coalition.pk,
        context=words,
    )
    assert [mail.subject for mail in mails] == ["For Amina Haddad", "For Marta Lind"]
    assert heard == [("Amina Haddad", "en", "Europe/Berlin"), ("Marta Lind", "en-gb", "Europe/Berlin")]


@pytest.mark.parametrize(
    "bad", ["Hello\r\nBcc: all@example.org", "Hello\nX-Evil: 1", "Hello\x00\x1b", "a\u2028b\u2029c"]
)
def test_no_header_can_be_smuggled_into_subject_or_name(home: Troupe, bad: str) -> None:
    to = Addressee(home.coordinator.pk, "a@example.org", bad)
    [mail] = write(
        "x", [to], template=FRAME, at=THEN, coalition=home.coalition.pk, context=letter(subject=bad)
    )
    sent = message_of(mail).message()
    assert {"Bcc", "X-Evil"}.isdisjoint(sent.keys())
    assert len(mail.subject.splitlines()) == len(mail.name.splitlines()) == 1
    assert len(sent.get_all("Subject")) == 1


@pytest.mark.parametrize(
    "address", ["a@example.org\r\nBcc: b@example.org", "a@example.org b@example.org", "", "a\n@b"]
)
def test_an_address_that_cannot_be_one_is_refused(home: Troupe, address: str) -> None:
    with pytest.raises(ValueError, match="can't be one"):
        write(
            "x", [Addressee(home.coordinator.pk, address, "Amina")], template=FRAME, at=THEN, context=letter()
        )
    assert not Mail.objects.exists()


def test_a_mail_without_a_subject_is_refused(home: Troupe, reader: Reader) -> None:
    with pytest.raises(ValueError, match="no subject"):
        write("x", [reader(home.coordinator)], template=FRAME, at=THEN, context=letter(subject=" "))


def test_a_rolled_back_act_leaves_no_mail(home: Troupe, reader: Reader) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        write("x", [reader(home.coordinator)], template=FRAME, at=THEN, context=letter())
        raise RuntimeError
    assert not Mail.objects.exists()


def test_who_wants_no_more_of_a_kind_gets_none_until_they_want_it_again(home: Troupe, reader: Reader) -> None:
    amina, marta = home.people["Amina"], home.people["Marta"]
    here = home.coalition.pk

    def told(kind: str) -> set[str]:
        to = [reader(amina), reader(marta)]
        return {
            mail.name for mail in write(kind, to, template=FRAME, at=THEN, coalition=here, context=letter())
        }

    [mail, _] = write(
        "governing.vote",
        [reader(amina), reader(marta)],
        template=FRAME,
        at=THEN,
        coalition=here,
        context=letter(),
    )
    what = unwanted(mail.headers["List-Unsubscribe"].rstrip("/>").rpartition("/")[2])
    assert what is not None
    assert what.person == amina.pk
    quiet(what, by=oneself(amina.pk), at=THEN)
    quiet(what, by=oneself(amina.pk), at=THEN)
    assert told("governing.vote") == {"Marta Lind"}
    assert told("governing.closed") == {"Amina Haddad", "Marta Lind"}
    want(what, by=oneself(amina.pk), at=THEN)
    assert told("governing.vote") == {"Amina Haddad", "Marta Lind"}


def test_mails_of_the_install_itself_cannot_be_declined(home: Troupe, reader: Reader) -> None:
    [mail] = write("people.sign-in", [reader(home.coordinator)], template=FRAME, at=THEN, context=letter())
    assert mail.headers == {}
    assert "Fewer mails" not in mail.text


def test_a_kind_that_must_arrive_carries_no_way_out(home: Troupe, reader: Reader) -> None:
    register_kind("test.must", "What must arrive", can_be_quieted=False)
    here = home.coalition.pk
    [mail] = write(
        "test.must", [reader(home.coordinator)], template=FRAME, at=THEN, coalition=here, context=letter()
    )
    assert set(mail.headers) == {"From"}


def test_a_mail_leaves_under_the_coalitions_name_and_one_id(home: Troupe, reader: Reader) -> None:
    here = home.coalition.pk
    [mail] = write("x", [reader(home.coordinator)], template=FRAME, at=THEN, coalition=here, context=letter())
    first, second = message_of(mail).message(), message_of(mail).message()
    assert first["From"] == "Harbour Homes Together <comity@localhost>"
    assert first["To"] == "Amina Haddad <amina.haddad@example.org>"
    assert first["Message-ID"] == second["Message-ID"] == f"<{mail.pk.hex}@localhost>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_many_mails_cost_as_many_queries_as_one(home: Troupe, django_assert_num_queries: Any) -> None:
    to = [Addressee(home.coordinator.pk, f"a{n}@example.org", f"Name {n}") for n in range(40)]
    with django_assert_num_queries(3):
        write("x", to, template=FRAME, at=THEN, coalition=home.coalition.pk, context=letter())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo\n"),
        ("<p>See <a href='http://a.example/'>the plan</a>, please</p>", "See the plan: http://a.example/, please\n"),
        ("<p><a href='http://a.example/'>http://a.example/</a></p>", "http://a.example/\n"),
        ("<p>Write to <a href='mailto:a@b.example'>a@b.example</a></p>", "Write to a@b.example\n"),
        ("<ul><li>One<li>Two</ul>End", "* One\n* Two\n\nEnd\n"),
        ("a<br>b<br>c", "a\nb\nc\n"),
        ("<div style='display: none'>hidden<p>too</p></div>shown", "shown\n"),
        ("<table><tr><td>a<td>&nbsp;</td><td>b</table>", "a\nb\n"),
        ("<p>two   blanks\n and <b>bold</b> words</p>", "two blanks and bold words\n"),
        ("<p>a<b>b</b>c</p>", "abc\n"),
        ("<style>x</style><script>y</script>z", "z\n"),
    ],
)  # fmt: skip
def test_a_page_reads_as_text(html: str, text: str) -> None:
    assert plain(html).text == text


def test_unclosed_and_broken_markup_still_reads() -> None:
    assert plain("<title>A &amp; B").title == "A & B"
    assert plain("</p></div><p>a</b></p").text.startswith("a")
