"""The contact book: who keeps whom, when to be in touch again, and the right to be forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.audit.models import EntryWords
from comity.audit.verify import verify
from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.standing import standing_of
from comity.network.acts import contacts
from comity.network.contacts.jobs import remind
from comity.network.contacts.queries import visible_to
from comity.network.models import Acquaintance, Touch
from comity.notices.models import ActionLink, Ask, Mail
from tests.cast import THEN, Troupe
from tests.governing.stage import hat, tenants

pytestmark = [pytest.mark.django_db, pytest.mark.row("R11")]
DAY = timedelta(days=1)
LATER = THEN + 92 * DAY
SAID = {"kind": "person", "why": "Decides on empty flats.", "source": "His card, at the fair."}
SHEET = """Name,Organisation,E-mail,Why,Where from,Last touch,How often
Nils Arve,City of Saltmere,nils@example.org,Empty flats,The fair,2026-01-10,Every quarter
Nils Arve,City of Saltmere,nils@example.org,Empty flats,The fair,,
Rosa Klee,,rosa@example.org,Roofs,A call,,
"""


def nils(home: Troupe, **more: Any) -> Acquaintance:
    with home.scope():
        said = {"name": "Nils Arve", "every": 91, "last_on": THEN.date(), **SAID, **more}
        return contacts.enter_contact(by=hat(home, "Marta", "OD"), at=THEN, **said)


def client_of(home: Troupe, name: str) -> Client:
    client = Client()
    client.force_login(home.people[name])
    return client


def url(home: Troupe, name: str, *args: Any) -> str:
    return reverse(f"network:{name}", args=[home.coalition.slug, *args])


def test_the_next_talk_follows_from_the_last_and_the_rhythm(home: Troupe) -> None:
    known = nils(home)
    assert known.next_on == THEN.date() + 91 * DAY
    with home.scope():
        kept = contacts.note_touch(known, way="met", on=LATER.date(), by=tenants(home), at=LATER)
        assert (kept.last_on, kept.next_on) == (LATER.date(), LATER.date() + 91 * DAY)
        kept = contacts.note_touch(known, way="met", on=THEN.date(), by=tenants(home), at=LATER)
        assert kept.last_on == LATER.date(), "an older talk that is told later takes no day back"


def test_its_keeper_is_asked_when_it_is_time_and_answers_from_the_mail_in_two_taps(home: Troupe) -> None:
    known = nils(home)
    for day in (LATER, LATER + DAY):
        remind(home.coalition.pk, day)
    ask = Ask.objects.get(kind="network.touch")
    assert ask.person == home.people["Marta"].pk
    mail = Mail.objects.get(kind="network.touch")
    link = ActionLink.objects.get(purpose="contact")
    path = next(part for part in mail.html.split('"') if "way=called" in part).replace("&amp;", "&")
    path = path[path.index("/", 10) :]
    client = Client()
    with stopped_at(LATER + DAY):
        page = client.get(path)
        assert page.status_code == 200 and link.used_at is None
        assert "Nils Arve" in page.content.decode() and not Touch._base_manager.exists()
        done = client.post(path.partition("?")[0], {"way": "called", "on": LATER.date().isoformat()}, follow=True)
    assert "You were in touch" in done.content.decode()
    with home.scope():
        found = Acquaintance.objects.get(pk=known.pk)
    assert (found.last_on, found.next_on) == (LATER.date(), LATER.date() + 91 * DAY)
    assert Ask.objects.get(kind="network.touch").closed_at is not None


def test_a_keeper_is_reminded_again_after_two_weeks_and_can_put_it_off_from_the_mail(home: Troupe) -> None:
    nils(home)
    for days in (0, 13, 14):
        remind(home.coalition.pk, LATER + days * DAY)
    assert Mail.objects.filter(kind="network.touch").count() == 2
    mail = Mail.objects.filter(kind="network.touch").last()
    path = next(part for part in mail.html.split('"') if part.endswith("?later"))
    path = path[path.index("/", 10) :]
    with stopped_at(LATER + 14 * DAY):
        assert Client().post(path, {"next_on": THEN.date().isoformat()}).status_code == 422
        assert Client().post(path, {"next_on": (LATER + 30 * DAY).date().isoformat()}).status_code == 302
    with home.scope():
        assert Acquaintance.objects.get().next_on == (LATER + 30 * DAY).date()


def test_when_the_keeper_has_gone_coordinators_are_asked(home: Troupe) -> None:
    nils(home, keeper=home.people["Henk"])
    with home.scope():
        from comity.coalitions.acts import end_mandate
        from comity.coalitions.models import Mandate

        end_mandate(Mandate.objects.get(person=home.people["Henk"]), by=home.by, at=THEN + DAY)
    remind(home.coalition.pk, LATER)
    assert Ask.objects.get(kind="network.touch").person == home.coordinator.pk


def test_who_is_named_can_have_every_word_erased_also_from_the_record(home: Troupe) -> None:
    known = nils(home, works_for="City of Saltmere", phone="+00 555")
    remind(home.coalition.pk, LATER)
    with home.scope():
        contacts.note_touch(known, way="met", on=THEN.date(), note="Wants a flat.", by=tenants(home), at=LATER)
        contacts.erase_contact(known, by=home.by, at=LATER)
        assert list(verify(home.coalition.pk)) == []
        left = str(Acquaintance.objects.values().get()) + str(Touch.objects.values().get())
        with pytest.raises(Refused):
            contacts.restore_contact(known, by=home.by, at=LATER)
    left += str(list(EntryWords.objects.values())) + str(list(Mail.objects.values())) + str(list(Ask.objects.values()))
    assert not [word for word in ("Nils", "Arve", "+00 555", "Saltmere", "flat") if word in left]
    from comity.base.models import Findable

    assert not Findable.objects.filter(title__contains="Nils").exists()


def test_what_only_its_keeper_may_know_is_absent_for_others_and_passes_on(home: Troupe) -> None:
    known, henk = nils(home, confidentiality="named"), home.people["Henk"]
    with home.scope():
        seen = visible_to(standing_of(henk.pk, home.coalition.pk, at=THEN))
        assert not seen.exists()
        contacts.hand_contact_over(known, henk, by=hat(home, "Marta", "OD"), at=THEN)
        assert seen.all().exists()
        contacts.hand_contact_over(known, home.people["Okafor"], by=hat(home, "Henk", "DR"), at=THEN)
        assert not seen.all().exists()
    assert Mail.objects.filter(kind="network.contact").count() == 2


def test_others_note_a_talk_but_do_not_change_what_is_kept(home: Troupe) -> None:
    known = nils(home)
    with home.scope():
        contacts.note_touch(known, way="event", on=THEN.date(), by=hat(home, "Henk", "DR"), at=THEN)
        for deed in (contacts.strike_contact, contacts.erase_contact):
            with pytest.raises(Refused) as refused:
                deed(known, by=hat(home, "Henk", "DR"), at=THEN)
            assert "Marta Lind" in str(refused.value)


def test_a_table_comes_in_whole_without_twins_and_goes_out_as_it_came(home: Troupe) -> None:
    client = client_of(home, "Marta")
    with stopped_at(THEN):
        answer = client.post(url(home, "import-contacts"), {"text": SHEET}, follow=True)
        assert "2 contacts are in the book" in answer.content.decode()
        again = client.post(url(home, "import-contacts"), {"text": SHEET}, follow=True)
        assert "0 contacts are in the book" in again.content.decode()
        file = b"".join(client.get(url(home, "contacts") + "?format=csv")).decode()
    assert "Nils Arve" in file and "2026-04-11" in file
    with home.scope():
        undo = registry.undo["network.contacts.imported"]
        from comity.audit.queries import history_of

        entry = history_of(home.coalition.pk).filter(act="network.contacts.imported").last()
        undo(entry, by=hat(home, "Marta", "OD"), at=THEN)
        assert not Acquaintance.objects.filter(struck_at=None).exists()
    with stopped_at(THEN):
        back = client.post(url(home, "import-contacts"), {"text": file, "why": "x"}, follow=True)
    assert "2 contacts are in the book" in back.content.decode()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,nobody@example.org,Roofs,A call,,", "Row 2: The name is missing."),
        ("Rosa,,no address,Roofs,A call,,", "is no e-mail address"),
        ("Rosa,,,,A call,,", "why we keep it"), ("Rosa,,,Roofs,,,", "where it is from"),
        ("Rosa,,,Roofs,A call,yesterday,", "is no day"), ("Rosa,,,Roofs,A call,,often", "no rhythm"),
        ("R" * 200 + ",,,Roofs,A call,,", "too long"),
    ],
)  # fmt: skip
def test_a_table_with_a_fault_is_refused_whole_and_says_where(home: Troupe, row: str, said: str) -> None:
    sheet = SHEET.splitlines()[0] + "\n" + row + "\n" + SHEET.splitlines()[3] + "\n"
    with stopped_at(THEN):
        answer = client_of(home, "Marta").post(url(home, "import-contacts"), {"text": sheet})
    assert answer.status_code == 422 and said in answer.content.decode()
    with home.scope():
        assert not Acquaintance.objects.exists()


def test_the_book_asks_no_more_with_more_contacts(home: Troupe, django_assert_max_num_queries: Any) -> None:
    client = client_of(home, "Marta")
    for number in range(3):
        nils(home, name=f"Nils {number}")
        with stopped_at(THEN), django_assert_max_num_queries(12):
            client.get(url(home, "contacts"))
    with stopped_at(LATER):
        due = client.get(url(home, "contacts") + "?when=due&keeper=me").content.decode()
    assert due.count("Time to be in touch") >= 3


def test_all_of_it_leaves_with_the_coalition(home: Troupe) -> None:
    nils(home, phone="+00 555")
    with home.scope():
        standing = standing_of(home.coordinator.pk, home.coalition.pk, at=THEN)
        known = Acquaintance.objects.get()
        contacts.note_touch(known, way="met", on=THEN.date(), note="Long.", by=tenants(home), at=THEN)
        book = list(registry.export["contacts"].rows(standing))
        talks = list(registry.export["contact-touches"].rows(standing))
    assert "+00 555" in book[1] and "Long." in talks[1]
