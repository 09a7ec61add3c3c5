"""The file on a prospect: found, asked, answered without an account, seen by nobody outside the committee."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.base.search import index
from comity.coalitions.standing import standing_of
from comity.founding.diligence import acts, jobs
from comity.founding.diligence import acts_messages as messages
from comity.founding.models import Approach, Enquiry, Prospect
from comity.notices.models import Ask, Mail
from tests.cast import THEN, Troupe
from tests.founding.scouts import LATER, committee, henk, marta, okafor, prospect
from tests.governing.stage import signed_in
from tests.matrix.asking import everything

pytestmark = pytest.mark.row("F10")
DAY = timedelta(days=1)
WORDS = {"to_name": "Ada Quill", "to_email": "ada@quay.example.org", "urgent": "KANARI-FILE Every third family moved.",
         "asks": "KANARI-FILE An hour before Easter.", "gains": "KANARI-FILE Rooms in the holidays."}  # fmt: skip


def looked_into(troupe: Troupe) -> Prospect:
    committee(troupe)
    return prospect(troupe)


def found(troupe: Troupe, row: Prospect) -> Any:
    return acts.note_finding(
        row, kind="statement", words="KANARI-FILE It opens its kitchen.", source="KANARI-FILE Harbour Paper",
        dated_on=THEN.date() - DAY, by=marta(troupe), at=THEN,
    )  # fmt: skip


def asked(troupe: Troupe, row: Prospect, kind: str = "reference") -> Enquiry:
    return acts.ask_about(
        row, kind=kind, name="KANARI-FILE Bo Lund", email="bo@example.net",
        asked="KANARI-FILE Do they keep their word?", by=marta(troupe), at=THEN,
    )  # fmt: skip


def sent(troupe: Troupe, row: Prospect) -> Approach:
    draft = messages.write_approach(row, by=marta(troupe), at=THEN, **WORDS)
    messages.show_approach(draft, by=marta(troupe), at=THEN)
    messages.review_approach(draft, True, words="KANARI-FILE Good.", by=okafor(troupe), at=THEN)
    return messages.send_approach(draft, by=marta(troupe), at=THEN)


def path_in(kind: str) -> str:
    """The path of the mailed link."""
    html = Mail.objects.filter(kind=kind).latest("queued_at", "pk").html
    address = re.search(r'href="([^"]+)"[^>]*>\s*(?:<[^>]+>)*\s*(?:Answer|Answer us)\b', html)
    assert address, html[:2000]
    return re.sub(r"^https?://[^/]+", "", address[1])


def test_a_reference_is_given_through_a_link_without_an_account(troupe: Troupe) -> None:
    row = looked_into(troupe)
    question = asked(troupe, row)
    mail = Mail.objects.get(kind="founding.enquiry")
    assert (mail.to, mail.person) == ("bo@example.net", None) and "Do they keep their word?" in mail.text
    path, stranger = path_in("founding.enquiry"), Client()
    with stopped_at(LATER):
        page = stranger.get(path)
        assert page.status_code == 200 and "Do they keep their word?" in page.content.decode()
        with troupe.scope():
            assert Enquiry.objects.get().state == "asked", "opening a link changes nothing"
        assert stranger.post(path, {"answer": "", "again": ""}).status_code == 422
        done = stranger.post(path, {"again": "care", "answer": "Late, but kept."}, follow=True)
    assert "Thank you" in done.content.decode()
    with troupe.scope():
        stands = Enquiry.objects.get()
    assert (stands.state, stands.again, stands.answer) == ("answered", "care", "Late, but kept.")
    assert Mail.objects.filter(kind="founding.answer").count() == 1
    assert "Late, but kept" not in Mail.objects.get(kind="founding.answer").text, "the mail says only that one is there"
    with pytest.raises(Refused):
        acts.answer_enquiry(question, declines=True, by=marta(troupe), at=LATER)


def test_the_prospect_has_its_say_and_a_withdrawn_question_says_so(troupe: Troupe) -> None:
    question = asked(troupe, looked_into(troupe), "reply")
    path, stranger = path_in("founding.enquiry"), Client()
    with stopped_at(LATER):
        page = stranger.get(path).content.decode()
        assert "What we heard about Quay School" in page and 'name="again"' not in page
        stranger.post(path, {"answer": "That was our predecessor."})
    with troupe.scope():
        assert Enquiry.objects.get().answer == "That was our predecessor."
    with pytest.raises(Refused):
        acts.withdraw_enquiry(question, by=marta(troupe), at=LATER)
    other = asked(troupe, question.prospect)
    acts.withdraw_enquiry(other, by=marta(troupe), at=THEN + DAY)
    with stopped_at(LATER):
        html = Client().get(path_in("founding.enquiry")).content.decode()
    assert "taken back" in html


def test_who_was_asked_can_be_forgotten(troupe: Troupe) -> None:
    question = asked(troupe, looked_into(troupe))
    acts.erase_enquiry(question, by=marta(troupe), at=LATER)
    with troupe.scope():
        stands = Enquiry.objects.get()
    assert "KANARI-FILE" not in f"{stands.name}{stands.asked}{stands.answer}{stands.email}"
    assert not Mail.objects.filter(html__contains="KANARI-FILE").exists()
    assert not Mail.objects.filter(to="bo@example.net").exists()


def test_a_message_goes_out_only_after_a_second_person_looked(troupe: Troupe) -> None:
    row = looked_into(troupe)
    draft = messages.write_approach(row, by=marta(troupe), at=THEN, **WORDS)
    with pytest.raises(Refused):
        messages.send_approach(draft, by=marta(troupe), at=THEN)
    messages.show_approach(draft, by=marta(troupe), at=THEN)
    asks = set(Ask.objects.filter(thing=draft.pk, closed_at=None).values_list("person", flat=True))
    assert asks == {troupe.people["Okafor"].pk, troupe.people["Amina"].pk}, "all but who wrote it"
    with pytest.raises(Refused, match="second person"):
        messages.review_approach(draft, True, by=marta(troupe), at=THEN)
    with pytest.raises(ValidationError, match="what to change"):
        messages.review_approach(draft, False, by=okafor(troupe), at=THEN)
    messages.review_approach(draft, True, by=okafor(troupe), at=THEN)
    assert not Ask.objects.filter(thing=draft.pk, closed_at=None).exists()
    again = messages.rewrite_approach(draft, asks="Two hours.", by=marta(troupe), at=THEN)
    assert again.state == "draft", "a changed message is looked over anew"
    with pytest.raises(Refused):
        messages.send_approach(draft, by=marta(troupe), at=THEN)
    assert not Mail.objects.filter(kind="founding.message").exists()


def test_a_message_is_answered_or_followed_up(troupe: Troupe) -> None:
    row = looked_into(troupe)
    message = sent(troupe, row)
    mail = Mail.objects.get(kind="founding.message")
    assert mail.to == "ada@quay.example.org" and all(WORDS[key] in mail.text for key in ("urgent", "asks", "gains"))
    for day in (9, 10, 11, 12):
        jobs.follow_up(troupe.coalition.pk, THEN + day * DAY)
    (due,) = Ask.objects.filter(thing=message.pk, closed_at=None)
    assert due.person == troupe.people["Marta"].pk and due.kind == "founding.follow-up"
    messages.follow_up(message, again_on=THEN.date() + 20 * DAY, by=marta(troupe), at=THEN + 12 * DAY)
    assert not Ask.objects.filter(thing=message.pk, closed_at=None).exists()
    with stopped_at(THEN + 13 * DAY):
        done = Client().post(path_in("founding.message"), {"said": "yes", "answer": "Gladly."}, follow=True)
    assert "Thank you" in done.content.decode()
    with troupe.scope():
        stands = Approach.objects.get()
    assert (stands.state, stands.said, stands.answer) == ("answered", "yes", "Gladly.")
    jobs.follow_up(troupe.coalition.pk, THEN + 40 * DAY)
    assert not Ask.objects.filter(thing=message.pk, closed_at=None).exists()


def test_nobody_outside_the_committee_sees_any_of_it(troupe: Troupe) -> None:
    row = looked_into(troupe)
    made = [found(troupe, row), asked(troupe, row), sent(troupe, row)]
    index(made)
    slug, pages = troupe.coalition.slug, [
        ("founding:diligence", row.pk), ("founding:diligence-note", row.pk), ("founding:diligence-ask", row.pk),
        ("founding:diligence-write", row.pk), ("founding:diligence-message", made[2].pk),
        ("founding:diligence-erase", made[1].pk), ("founding:diligence-review", made[2].pk),
    ]  # fmt: skip
    outside, inside = signed_in(troupe.people["Henk"]), signed_in(troupe.people["Okafor"])
    with stopped_at(LATER):
        for name, pk in pages:
            assert outside.get(reverse(name, args=[slug, pk])).status_code == 404, name
        seen = [
            reverse("founding:prospects-one", args=[slug, row.pk]),
            reverse("inside:search", args=[slug]) + "?q=kanari-file",
            reverse("inside:record", args=[slug]), reverse("inside:home", args=[slug]),
        ]  # fmt: skip
        for address in seen:
            assert "KANARI-FILE" not in everything(outside.get(address)), address
        mine = everything(inside.get(reverse("founding:diligence", args=[slug, row.pk])))
        assert mine.count("KANARI-FILE") >= 4
        assert "Harbour Paper" in everything(inside.get(seen[1]))
    for name, table in registry.export.items():
        for who, expected in (("Henk", False), ("Okafor", name in TABLES)):
            with troupe.scope():
                standing = standing_of(troupe.people[who].pk, troupe.coalition.pk, at=LATER)
                assert ("KANARI-FILE" in repr(list(table.rows(standing)))) is expected, (name, who)
    assert not Mail.objects.filter(html__contains="KANARI-FILE", person=troupe.people["Henk"].pk).exists()
    with pytest.raises(Refused):
        acts.note_finding(row, kind="source", words="x", source="y", dated_on=THEN.date(), by=henk(troupe), at=THEN)


TABLES = {"prospect-findings", "prospect-enquiries", "prospect-messages"}
