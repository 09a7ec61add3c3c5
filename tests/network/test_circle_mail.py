"""Circles' two-way mail list: what comes in becomes a post, what is written goes out to the others, once."""

import io
import subprocess
import sys
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError
from django.test import Client

from comity.cli import main
from comity.coalitions.acts import end_mandate
from comity.coalitions.models import Mandate
from comity.files.models import Attachment
from comity.network.acts import circle_posts, circles
from comity.network.circles import receiving
from comity.network.circles.health import look
from comity.network.circles.mailing import fewer_url
from comity.network.circles.receiving import Fate, receive
from comity.network.models import Circle, CircleMember, CirclePost, PostState
from comity.notices.models import Mail
from comity.notices.outbox import message_of
from tests.cast import THEN, Troupe
from tests.governing.stage import hat
from tests.network.circles_stage import AT, DAY, HOUR, came, newest, raw, writers

pytestmark = [pytest.mark.django_db, pytest.mark.row("R12")]


@pytest.fixture(autouse=True)
def domain(settings: Any) -> None:
    settings.MAIL_CIRCLES_AT = AT


@pytest.fixture
def circle(home: Troupe) -> Any:
    with home.scope():
        yield writers(home)


def out(kind: str = "network.circle-post") -> list[Mail]:
    return list(Mail.objects.filter(kind=kind).order_by("to"))


def address(home: Troupe, name: str) -> str:
    return str(home.people[name].email)


# ── in and out ──


def test_a_mail_of_a_member_becomes_a_post_and_reaches_each_other_member_once(home: Troupe, circle: Circle) -> None:
    mail = raw(circle, f"Marta Lind <{address(home, 'Marta')}>")
    assert came(mail).fate == Fate.POSTED
    assert came(mail).fate == Fate.KNOWN, "the same raw mail twice is one post"
    post = CirclePost.objects.get()
    assert (post.text, post.subject, post.by_mail) == ("Has anyone a budget template?", "Budget template", True)
    assert (post.person, post.name) == (home.people["Marta"], "Open Door Shelter")
    assert [one.to for one in out()] == sorted([address(home, "Henk"), address(home, "Okafor")])


def test_what_goes_out_is_a_list_mail_that_tells_no_members_address(home: Troupe, circle: Circle) -> None:
    came(raw(circle, address(home, "Marta")))
    whole = message_of(out()[0]).message()
    read = BytesParser(policy=policy.default).parsebytes(whole.as_bytes())
    assert read["From"].addresses[0].addr_spec == circle.address == read["Reply-To"].addresses[0].addr_spec
    assert read["From"].addresses[0].display_name == "Marta Lind via Grant writers"
    assert read["List-Id"] == f"<circle-{circle.key}.{AT}>" and read["List-Post"] == f"<mailto:{circle.address}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/unsubscribe/circle/" in read["List-Unsubscribe"]
    assert read["Message-ID"] == "<one@mail.example>" and read["Precedence"] == "list"
    assert read["Subject"] == "[Grant writers] Budget template" and read["Auto-Submitted"] is None
    assert address(home, "Marta") not in whole.as_string(), "the writer’s address is not told"
    assert address(home, "Okafor") not in whole.as_string(), "nor is any other member’s"


def test_an_answer_by_mail_joins_the_thread_and_keeps_its_names(home: Troupe, circle: Circle) -> None:
    came(raw(circle, address(home, "Marta")))
    text = "Yes, I send you ours.\n\nOn Mon, 2 Mar 2026 at 10:00, Marta Lind wrote:\n> Has anyone a budget template?"
    heads = {"message_id": "<two@mail.example>", "in_reply_to": "<one@mail.example>"}
    heads["subject"] = "Re: [Grant writers] Budget template"
    came(raw(circle, address(home, "Henk"), text, **heads), at=THEN + DAY)
    first, second = CirclePost.objects.order_by("posted_at")
    assert (second.thread, second.parent) == (first, first) and second.subject == "Budget template"
    assert second.text == "Yes, I send you ours." and second.quoted.startswith("On Mon, 2 Mar 2026")
    third = circle_posts.write_post(
        circle, subject="Budget template", text="Ours too, please.", answers=second, by=hat(home, "Okafor", "HH"),
        at=THEN + DAY + HOUR,
    )  # fmt: skip
    mail = next(one for one in out() if one.to == address(home, "Marta") and "Ours too" in one.text)
    assert mail.headers["In-Reply-To"] == "<two@mail.example>"
    assert mail.headers["References"] == "<one@mail.example> <two@mail.example>"
    assert mail.headers["Message-ID"] == third.message and third.thread == first
    heads = {"message_id": "<four@mail.example>", "references": f"<lost@x> {third.message}"}
    came(raw(circle, address(home, "Marta"), "Thank you.", subject="something else", **heads), at=THEN + 2 * DAY)
    assert newest(circle).parent == third, "References lead there, whatever the subject says"


def test_without_any_reference_the_subject_of_an_answer_leads_to_the_thread(home: Troupe, circle: Circle) -> None:
    came(raw(circle, address(home, "Marta")))
    later = (("AW: RE: budget template", DAY), ("Budget template", DAY + HOUR), ("Re: Budget template", 200 * DAY))
    for n, (subject, after) in enumerate(later):
        mail = raw(circle, address(home, "Henk"), "Yes.", subject=subject, message_id=f"<{n}@x>")
        came(mail, at=THEN + after)
    _first, second, third, fourth = CirclePost.objects.order_by("posted_at")
    assert second.thread_id is not None and third.thread_id is None and fourth.thread_id is None


def test_each_member_says_how_posts_reach_them(home: Troupe, circle: Circle) -> None:
    from comity.network.circles.jobs import by_day

    marta, henk = hat(home, "Marta", "OD"), hat(home, "Henk", "DR")
    circles.choose_mails(circle, mails="daily", by=henk, at=THEN)
    circles.choose_mails(circle, mails="none", by=marta, at=THEN)
    for n in range(2):
        circle_posts.write_post(
            circle, subject=f"Word {n}", text=f"It is {n}.", by=hat(home, "Okafor", "HH"), at=THEN + (n + 1) * HOUR
        )
    assert out() == []
    by_day(home.coalition.pk, THEN + DAY)
    by_day(home.coalition.pk, THEN + DAY)
    (daily,) = out("network.circle-daily")
    assert daily.to == address(home, "Henk") and "It is 0." in daily.text and "It is 1." in daily.text
    assert daily.headers["List-Id"] and daily.headers["List-Unsubscribe"]
    by_day(home.coalition.pk, THEN + 2 * DAY)
    assert len(out("network.circle-daily")) == 1, "nothing new, no mail"


def test_one_click_and_a_page_without_signing_in_stop_the_mails_of_one_circle(home: Troupe, circle: Circle) -> None:
    row = CircleMember.objects.get(circle=circle, person=home.people["Henk"])
    url = fewer_url(row)
    path = url[url.index("/unsubscribe/") :]
    assert Client().get(path).status_code == 200
    row.refresh_from_db()
    assert row.mails == "each", "opening it changes nothing"
    assert Client().post(path, {"List-Unsubscribe": "One-Click"}).status_code == 204
    row.refresh_from_db()
    assert row.mails == "none"
    assert "One mail a day" in Client().post(path, {"mails": "daily"}).content.decode()
    row.refresh_from_db()
    assert row.mails == "daily"
    assert Client(enforce_csrf_checks=True).post(path, {"mails": "each"}).status_code == 403
    assert Client().get(path[:-2] + "x/").status_code == 404


def test_where_the_install_takes_no_mail_posts_go_out_and_answers_are_written_on_the_page(
    home: Troupe, circle: Circle, settings: Any
) -> None:
    settings.MAIL_CIRCLES_AT = ""
    circle_posts.write_post(circle, subject="Hello", text="All.", by=hat(home, "Okafor", "HH"), at=THEN)
    mail = out()[0]
    assert "Reply-To" not in mail.headers and "List-Post" not in mail.headers and mail.headers["List-Id"]
    assert "comity@localhost" in mail.headers["From"] and circle.address == ""


# ── who may ──


def test_strangers_are_told_once_a_day_in_the_same_words_whoever_they_are(home: Troupe, circle: Circle) -> None:
    first = came(raw(circle, "someone@else.example"))
    assert first.fate == Fate.REFUSED and CirclePost.objects.count() == 0
    again = came(raw(circle, "Someone@Else.example", message_id="<n@x>"), at=THEN + 2 * HOUR)
    assert again.fate == Fate.SILENT, "one answer a day"
    member_elsewhere = came(raw(circle, address(home, "Ruth"), message_id="<m@x>"))
    assert member_elsewhere.why == first.why, "whose addresses we know is not told"
    assert came(raw(circle, "someone@else.example", message_id="<o@x>"), at=THEN + 2 * DAY).fate == Fate.REFUSED
    answer = next(one for one in out("network.circle-answer") if one.to == "someone@else.example")
    assert answer.headers["Auto-Submitted"] == "auto-replied" and answer.headers["In-Reply-To"] == "<one@mail.example>"
    assert "List-Unsubscribe" not in answer.headers and "of its members alone" in answer.text


def test_an_address_counts_once_it_is_confirmed(home: Troupe, circle: Circle) -> None:
    row = EmailAddress.objects.create(user=home.people["Marta"], email="marta@work.example", verified=False)
    assert came(raw(circle, "marta@work.example")).fate == Fate.REFUSED
    row.verified = True
    row.save()
    assert came(raw(circle, "Marta@Work.example")).fate == Fate.POSTED


def test_who_left_or_lost_the_mandate_or_waits_is_told_so_and_gets_nothing(home: Troupe, circle: Circle) -> None:
    henk = hat(home, "Henk", "DR")
    circles.leave_circle(circle, by=henk, at=THEN)
    assert "You left this circle" in came(raw(circle, address(home, "Henk"))).why
    mandate = Mandate.objects.get(person=home.people["Marta"], organisation=home.organisations["OD"])
    end_mandate(mandate, by=home.by, at=THEN)
    late = THEN + 2 * DAY
    told = came(raw(circle, address(home, "Marta"), message_id="<x@x>"), at=late).why
    assert "no longer act for Open Door Shelter" in told
    circle_posts.write_post(circle, subject="Alone", text="?", by=hat(home, "Okafor", "HH"), at=late)
    assert out() == [], "nobody else belongs any more"
    closed = writers(home, name="Bakers", joining="asked")
    circles.join_circle(closed, by=hat(home, "Ruth", "HT"), at=THEN)
    assert came(raw(closed, address(home, "Ruth"))).fate == Fate.REFUSED


def test_unknown_and_ended_circles_say_so(home: Troupe, circle: Circle) -> None:
    unknown = came(raw(circle, address(home, "Marta"), to=f"circle-000000000000@{AT}"))
    assert unknown.fate == Fate.REFUSED and "No circle has this address" in unknown.why
    assert came(raw(circle, address(home, "Henk"), to="friends@elsewhere.example")).fate == Fate.REFUSED
    circles.end_circle(circle, by=hat(home, "Okafor", "HH"), at=THEN)
    ended = came(raw(circle, address(home, "Okafor")))
    assert ended.fate == Fate.REFUSED and "This circle has ended" in ended.why


@pytest.mark.parametrize("head", [
    {"auto_submitted": "auto-replied"}, {"auto_submitted": "auto-generated; owner-email=x@y"}, {"precedence": "bulk"},
    {"precedence": "LIST"}, {"list_id": "<other.list>"}, {"return_path": "<>"}, {"x_autoreply": "yes"},
])  # fmt: skip
def test_programs_bounces_and_lists_are_neither_taken_nor_answered(
    home: Troupe, circle: Circle, head: dict[str, str]
) -> None:
    assert came(raw(circle, address(home, "Marta"), **head)).fate == Fate.SILENT
    assert came(raw(circle, "stranger@else.example", **head)).fate == Fate.SILENT
    assert came(raw(circle, "MAILER-DAEMON@else.example")).fate == Fate.SILENT
    assert not CirclePost.objects.exists() and not Mail.objects.filter(kind="network.circle-answer").exists()


def test_our_own_list_mail_coming_back_begins_no_loop(home: Troupe, circle: Circle) -> None:
    came(raw(circle, address(home, "Marta")))
    whole = message_of(out()[0]).message().as_bytes()
    assert [one.fate for one in receive(whole, at=THEN + DAY, to=circle.address)] == [Fate.SILENT]
    strayed = raw(circle, f"someone@{AT}", message_id="<loop@x>")
    assert came(strayed).fate == Fate.SILENT, "no answer to our own domain"


@pytest.mark.parametrize(("results", "fate"), [
    ("mx.example; dmarc=pass header.from=example.org", Fate.POSTED),
    ("mx.example; spf=fail smtp.mailfrom=evil.example; dmarc=fail header.from=example.org", Fate.SILENT),
    ("mx.example; spf=fail smtp.mailfrom=example.org", Fate.SILENT),
    ("mx.example; spf=fail smtp.mailfrom=list.example; dkim=pass header.d=example.org", Fate.POSTED),
    ("mx.example; spf=fail smtp.mailfrom=list.example; dkim=pass header.d=evil.example", Fate.SILENT),
    ("mx.example; spf=fail smtp.mailfrom=example.org; dkim=pass header.d=evil.example", Fate.SILENT),
    ("mx.example; spf=fail (dkim=pass header.d=example.org)", Fate.SILENT),
    ("mx.example; spf=fail; dkim=pass header.d=org", Fate.SILENT),
    ("mx.example 1; dkim=pass (2048 bit key) header.i=@example.org; spf=fail", Fate.POSTED),
    ("mx.example; spf=none; dkim=none", Fate.POSTED),
    ("evil.example; dmarc=pass header.from=example.org", Fate.SILENT),
    ("", Fate.SILENT),
])  # fmt: skip
def test_the_host_that_checks_senders_is_believed_and_nobody_else(
    home: Troupe, circle: Circle, settings: Any, results: str, fate: Fate
) -> None:
    settings.MAIL_CHECKED_BY = "mx.example"
    heads = {"authentication_results": results} if results else {}
    assert came(raw(circle, address(home, "Marta"), **heads)).fate == fate
    assert not out("network.circle-answer"), "whoever is forged is not answered"


# ── what comes along, and what is wrong with mails ──


def with_files(circle: Circle, sender: str, *files: tuple[str, str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = sender, circle.address, "Files", "<files@x>"
    mail.set_content("See below.")
    for name, kind, data in files:
        main_, sub = kind.split("/")
        mail.add_attachment(data, maintype=main_, subtype=sub, filename=name)
    return mail.as_bytes()


def test_files_that_the_rules_take_are_kept_and_the_others_are_named(home: Troupe, circle: Circle) -> None:
    page = b"<!doctype html><script>steal()</script>"
    files = (("budget.csv", "text/csv", b"a,b\n1,2\n"), ("page.html", "text/html", page), ("run.exe", "x/y", b"MZ"))
    assert came(with_files(circle, address(home, "Marta"), *files)).fate == Fate.POSTED
    post = newest(circle)
    (kept,) = Attachment.objects.all()
    assert (kept.name, kept.held_id, kept.confidentiality) == ("budget.csv", circle.pk, "named")
    assert [one.name for one in post.carried] == ["budget.csv"]
    assert "page.html: Files of this kind are not taken" in post.uncarried and "run.exe:" in post.uncarried
    assert "1 file came along" in out()[0].text


def test_the_same_file_twice_is_kept_once(home: Troupe, circle: Circle) -> None:
    sheet = ("budget.csv", "text/csv", b"a,b\n1,2\n")
    came(with_files(circle, address(home, "Marta"), sheet))
    twice = with_files(circle, address(home, "Henk"), sheet).replace(b"<files@x>", b"<again@x>")
    came(twice, at=THEN + DAY)
    assert Attachment.objects.count() == 1 and newest(circle).carried[0].name == "budget.csv"


def test_html_alone_is_read_as_text_and_strange_encodings_as_well_as_can_be(home: Troupe, circle: Circle) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = address(home, "Marta"), circle.address, "<html@x>"
    mail.set_content("<p>Hello <b>all</b></p><script>no()</script><p>Bye</p>", subtype="html")
    came(mail.as_bytes())
    assert newest(circle).text == "Hello all\n\nBye" and newest(circle).subject == "No subject"
    head = f"From: {address(home, 'Marta')}\nTo: {circle.address}\nMessage-ID: <%s@x>\nSubject: =?utf-8?b?xrvDqQ?=\n"
    wrong = head + "Content-Type: text/plain; charset=%s\n\n"
    for n, (charset, body, found) in enumerate([
        ("no-such-charset", "caf\u00e9".encode(), "café"), ("utf-8", b"caf\xe9 noir", "caf\ufffd noir"),
        ("us-ascii", "Gr\u00fc\u00dfe".encode(), "Gr"), ("utf-8", b"a\x00b\x08c", "abc"),
    ]):  # fmt: skip
        came((wrong % (f"enc{n}", charset)).encode() + body, at=THEN + (n + 2) * HOUR)
        assert newest(circle).text.startswith(found), charset


@pytest.mark.parametrize("mail", [
    b"", b"\x00\xff\xfe garbage", b"From: \n\n", b"no header at all", b"From: a@b.example, c@d.example\n\nTwo senders.",
    b"From: =?utf-8?q?=ff?= <>\nTo: undisclosed\n\nx", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x--",
    b"Content-Type: multipart/mixed\nFrom: x@y.example\n\nno boundary", b"From: x\r\nBcc: y\r\n\r\n",
    b"In-Reply-To: <<<>>>\nReferences: " + b"<a@b> " * 5000 + b"\nFrom: a@b.example\n\nx",
    b"Content-Transfer-Encoding: base64\nFrom: a@b.example\n\n!!!not base64!!!",
])  # fmt: skip
def test_malformed_mails_are_done_with_and_change_nothing(home: Troupe, circle: Circle, mail: bytes) -> None:
    found = receive(mail, at=THEN, to=circle.address)
    assert {one.fate for one in found} <= {Fate.REFUSED, Fate.SILENT}
    assert not CirclePost.objects.exists()


def test_a_mail_without_text_and_one_that_is_huge_are_sent_back(
    home: Troupe, circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no text" in came(raw(circle, address(home, "Marta"), "  \n")).why
    monkeypatch.setattr("comity.network.circles.reading.MOST_BYTES", 300_000)
    huge = raw(circle, address(home, "Henk"), "x" * 400_000, message_id="<huge@x>")
    assert "larger than" in came(huge).why and not CirclePost.objects.exists()


def test_a_mail_without_a_message_id_is_taken_once_too(home: Troupe, circle: Circle) -> None:
    mail = raw(circle, address(home, "Marta")).replace(b"Message-ID: <one@mail.example>\n", b"")
    assert [came(mail).fate, came(mail).fate] == [Fate.POSTED, Fate.KNOWN]


def test_one_mail_to_two_circles_stands_in_both(home: Troupe, circle: Circle) -> None:
    other = writers(home, name="Bakers")
    both = raw(circle, address(home, "Marta"), to=f"{circle.address}, {other.address}")
    assert [one.fate for one in receive(both, at=THEN)] == [Fate.POSTED, Fate.POSTED]
    assert {one.circle_id for one in CirclePost.objects.all()} == {circle.pk, other.pk}


def test_whoever_quotes_our_mail_gives_no_key_of_theirs_away(home: Troupe, circle: Circle) -> None:
    circle_posts.write_post(circle, subject="Hello", text="All.", by=hat(home, "Okafor", "HH"), at=THEN)
    ours = next(one for one in out() if one.to == address(home, "Henk"))
    key = fewer_url(CircleMember.objects.get(circle=circle, person=home.people["Henk"]))
    assert key in ours.text
    quoted = "".join(f"> {line}\n" for line in ours.text.splitlines())
    came(raw(circle, address(home, "Henk"), f"Yes: {key}\n\nOn Monday 2 March Okafor wrote:\n{quoted}"))
    post = newest(circle)
    assert key not in post.text + post.quoted and "/unsubscribe/…" in post.text and "All." in post.quoted


# ── the command ──


def test_the_command_reads_a_pipe_and_says_what_became_of_it(
    home: Troupe, circle: Circle, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Pipe:
        buffer = io.BytesIO(raw(circle, address(home, "Marta"), to="hidden@list.example"))

    monkeypatch.setattr(sys, "stdin", Pipe())
    assert main(["receive", "--to", circle.address]) == 0
    said = capsys.readouterr().out
    assert said == "posted\n" and newest(circle).subject == "Budget template"


def test_the_command_takes_each_new_mail_of_a_folder_once_and_keeps_what_must_be_tried_again(
    home: Troupe, circle: Circle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1").write_bytes(raw(circle, address(home, "Marta")))
    (tmp_path / "new" / "2").write_bytes(raw(circle, "stranger@else.example", message_id="<s@x>"))

    def away(*_args: Any, **_more: Any) -> Any:
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr("comity.commands.receive.receive", away)
        assert main(["receive", "--maildir", str(tmp_path)]) == 75
    assert len(list((tmp_path / "new").iterdir())) == 2
    assert main(["receive", "--maildir", str(tmp_path)]) == 0
    assert [one.name for one in sorted((tmp_path / "cur").iterdir())] == ["1:2,S", "2:2,S"]
    assert not list((tmp_path / "new").iterdir()) and CirclePost.objects.count() == 1
    assert main(["receive", "--maildir", str(tmp_path / "new")]) == 2
    assert "no Maildir" in capsys.readouterr().err


def test_without_a_domain_no_mail_is_lost(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.MAIL_CIRCLES_AT = ""
    assert main(["receive"]) == 75
    assert "COMITY_MAIL_CIRCLES_AT" in capsys.readouterr().err


def test_the_doctor_warns_where_nobody_checks_who_sends(settings: Any) -> None:
    (warned,) = look()
    assert not warned.ok and "COMITY_MAIL_CHECKED_BY" in warned.mend
    settings.MAIL_CHECKED_BY = "mx.example"
    assert [one.ok for one in look()] == [True]
    settings.MAIL_CIRCLES_AT = ""
    assert list(look()) == []


def test_the_command_tells_its_use() -> None:
    line = [sys.executable, "-m", "comity", "receive", "--help"]
    told = subprocess.run(line, capture_output=True, text=True, check=True)
    assert "--maildir" in told.stdout and "--to" in told.stdout


# ── keepers ──


def test_where_posts_are_checked_a_mail_waits_for_a_keeper_and_then_goes_out(home: Troupe, circle: Circle) -> None:
    keeper = hat(home, "Okafor", "HH")
    circles.change_circle(circle, checked=True, by=keeper, at=THEN)
    came(raw(circle, address(home, "Marta")))
    post = newest(circle)
    assert post.state == PostState.HELD and out() == []
    circle_posts.show_post(post, by=keeper, at=THEN + DAY)
    assert len(out()) == 2
    assert receiving.circle_at(circle.key) == circle
