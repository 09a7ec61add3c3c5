"""The mission: adopted by decision, then endorsed by everybody on a public page, counted once, withdrawable."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.base.evidence import facts
from comity.base.refusal import Refused
from comity.coalitions.acts import change_settings
from comity.coalitions.standing import standing_of
from comity.founding.mission import acts
from comity.founding.mission.addresses import folded, key_of
from comity.founding.mission.queries import counts_of, endorsements_table
from comity.founding.mission.registering import sweep
from comity.founding.models import Drive, Endorsement, EndorsementDraft, Kind
from comity.founding.writing.acts import begin_founding_text
from comity.notices.models import Mail
from tests.cast import THEN, Troupe
from tests.founding.stage import hat
from tests.founding.test_brief import CLOSES, DAY, adopted
from tests.governing.stage import signed_in

pytestmark = pytest.mark.row("F12")
NOW = CLOSES + DAY
GROUPS = "Tenants\nShopkeepers\nYoung people"
IDA = {"name": "Ida Brook", "email": "ida@example.org", "group": "Tenants", "place": "Ropewalk", "named": "on"}


@pytest.fixture
def drive(founders: Troupe) -> Drive:
    """Warm Rooms has adopted its mission and asks everybody; it has a public page."""
    change_settings(founders.coalition, by=founders.by, at=THEN, has_page=True)
    with founders.scope():
        thing = begin_founding_text(Kind.MISSION, "Nobody freezes at home.", by=founders.by, at=THEN)
    adopted(founders, thing)
    with founders.scope():
        return acts.start_drive(target=5, groups=GROUPS, words="For the council.", by=founders.by, at=CLOSES)


def address(troupe: Troupe, name: str = "public:mission", *args: Any) -> str:
    return reverse(name, args=[troupe.coalition.slug, *args])


def shown(troupe: Troupe, client: Client, at: Any = NOW) -> tuple[str, str]:
    """The public page, and the stamp that its form carries."""
    with stopped_at(at):
        page = client.get(address(troupe)).content.decode()
    found = re.search(r'name="began" value="([^"]+)"', page)
    return page, found[1] if found else ""


def sign(troupe: Troupe, at: Any = NOW, client: Client | None = None, ip: str = "192.0.2.7", **said: Any) -> Any:
    """Somebody reads the page for ten seconds and signs."""
    client = client or Client()
    _page, began = shown(troupe, client, at)
    with stopped_at(at + timedelta(seconds=10)):
        return client.post(address(troupe), {**IDA, "began": began, **said}, REMOTE_ADDR=ip)


def link_in(mail: Mail) -> str:
    found = re.search(r"https?://[^/]+(/p/[^\s>]+/endorsements/[^\s>]+)", mail.text)
    assert found is not None, mail.text
    return found[1]


def press(link: str, at: Any = NOW, ip: str = "192.0.2.7") -> str:
    """The button behind the mailed link."""
    with stopped_at(at + timedelta(seconds=60)):
        return Client().post(link, REMOTE_ADDR=ip).content.decode()


def endorse(troupe: Troupe, ip: str = "192.0.2.7", **said: Any) -> str:
    """Signed and confirmed; the link."""
    assert sign(troupe, ip=ip, **said).status_code == 200
    link = link_in(Mail.objects.filter(kind="founding.endorsement-key").latest("queued_at", "pk"))
    assert "You are counted" in press(link, ip=ip)
    return link


def test_nobody_is_asked_before_the_mission_is_adopted(founders: Troupe) -> None:
    change_settings(founders.coalition, by=founders.by, at=THEN, has_page=True)
    with founders.scope():
        begin_founding_text(Kind.MISSION, "Nobody freezes at home.", by=founders.by, at=THEN)
        with pytest.raises(Refused, match="not adopted yet"):
            acts.start_drive(target=5, groups=GROUPS, by=founders.by, at=THEN)
    assert Client().get(address(founders)).status_code == 404


def test_a_stranger_endorses_without_an_account_and_counts_once_confirmed(founders: Troupe, drive: Drive) -> None:
    stranger = Client()
    page, _began = shown(founders, stranger)
    assert "Nobody freezes at home." in page and "For the council." in page and "nobody yet" in page
    assert "One step is left" in sign(founders, client=stranger).content.decode()
    mail = Mail.objects.get(kind="founding.endorsement-key")
    assert mail.to == "ida@example.org" and mail.person is None and "List-Unsubscribe" not in mail.headers
    with stopped_at(NOW):
        assert "Was it you?" in stranger.get(link_in(mail)).content.decode()
    with founders.scope():
        assert not Endorsement.objects.exists(), "opening the link changes nothing"
    assert "You are counted" in press(link_in(mail))
    with founders.scope():
        row = Endorsement.objects.get()
        assert (row.name, row.group, row.place, row.number) == ("Ida Brook", "Tenants", "Ropewalk", 1)
        assert not EndorsementDraft.objects.exists()
        kept = str(Endorsement.objects.values().get())
        assert list(verify(founders.coalition.pk)) == []
    assert "ida@example.org" not in kept, "of the address only a fingerprint is kept"
    assert "Ida Brook" in shown(founders, stranger)[0]


def test_without_consent_the_name_is_not_even_kept(founders: Troupe, drive: Drive) -> None:
    endorse(founders, named="", name="Bo Quiet", email="bo@example.org")
    with founders.scope():
        row = Endorsement.objects.get()
        standing = standing_of(founders.coordinator.pk, founders.coalition.pk, at=NOW)
        assert row.name == "" and not row.named
        assert "Bo Quiet" not in str(list(endorsements_table(standing)))
    assert "Bo Quiet" not in shown(founders, Client())[0]


def test_one_address_counts_once_however_it_is_written(founders: Troupe, drive: Drive) -> None:
    assert folded(" Ida+News@Example.org ") == "ida@example.org"
    assert key_of(drive.pk, "IDA@example.org") == key_of(drive.pk, "ida+x@example.org")
    assert key_of(drive.pk, "ida@example.org") != key_of(founders.coalition.pk, "ida@example.org")
    first = endorse(founders)
    again = sign(founders, email="Ida+again@example.org")
    assert "One step is left" in again.content.decode(), "whose addresses we know is not told"
    told = Mail.objects.get(kind="founding.endorsement-again")
    assert told.to == "Ida+again@example.org" and link_in(told) == first
    with founders.scope():
        assert Endorsement.objects.count() == 1 and not EndorsementDraft.objects.exists()


def test_who_signed_takes_it_back_by_the_same_link_and_no_word_stays(founders: Troupe, drive: Drive) -> None:
    link = endorse(founders)
    with stopped_at(NOW + 100 * DAY):
        assert "Take it back" in Client().get(link).content.decode()
    assert "nothing you wrote is kept" in press(link, NOW + 100 * DAY)
    with founders.scope():
        left = str(Endorsement.objects.values().get())
        assert counts_of(drive).total == 0
        assert list(verify(founders.coalition.pk)) == []
    assert not [word for word in ("Ida", "Ropewalk", "Tenants") if word in left]
    with stopped_at(NOW):
        assert "done its work" in Client().get(link).content.decode()
        assert Client().get(link + "x").status_code == 404
    endorse(founders)
    with founders.scope():
        assert counts_of(drive).total == 1, "whoever took it back can come again"


def test_what_nobody_confirms_is_forgotten(founders: Troupe, drive: Drive) -> None:
    sign(founders)
    link = link_in(Mail.objects.get(kind="founding.endorsement-key"))
    assert "two days have passed" in press(link, NOW + 2 * DAY)
    with founders.scope():
        sweep(founders.coalition.pk, NOW + 3 * DAY)
        assert not EndorsementDraft.objects.exists() and not Endorsement.objects.exists()


def test_programs_fall_into_the_trap_or_are_too_quick(founders: Troupe, drive: Drive) -> None:
    assert "One step" in sign(founders, site="https://spam.example").content.decode()
    client = Client()
    _page, began = shown(founders, client)
    with stopped_at(NOW + timedelta(seconds=1)):
        quick = client.post(address(founders), {**IDA, "began": began})
        assert quick.status_code == 422 and "very quick" in quick.content.decode()
    for stamp in ("", "1.2", began + "x"):
        with stopped_at(NOW + timedelta(seconds=20)):
            assert client.post(address(founders), {**IDA, "began": stamp}).status_code == 422
    with stopped_at(NOW + 2 * DAY):
        assert client.post(address(founders), {**IDA, "began": began}).status_code == 422, "a stamp of days ago"
    assert not Mail.objects.filter(kind__startswith="founding.endorsement").exists()


def test_a_thousand_signatures_from_one_range_are_held_off_while_real_people_pass(
    founders: Troupe, drive: Drive
) -> None:
    """The many are of one range, each from another machine; none confirms. Everybody elsewhere signs as ever."""
    client = Client()
    _page, began = shown(founders, client)
    answers = []
    with stopped_at(NOW + timedelta(seconds=10)):
        for number in range(1000):
            said = {**IDA, "email": f"x{number}@spam.example", "began": began}
            ip = f"203.0.113.{number % 250 + 1}"
            answers.append(client.post(address(founders), said, REMOTE_ADDR=ip).status_code)
    assert answers.count(200) == 60 and answers.count(422) == 940
    assert Mail.objects.filter(kind="founding.endorsement-key").count() == 60
    with founders.scope():
        assert not Endorsement.objects.exists()
    for number in range(20):
        endorse(founders, ip=f"198.51.100.{number}", email=f"real{number}@example.org", place="Pier Street")
    with founders.scope():
        assert counts_of(drive).total == 20
    late = sign(founders, at=NOW + timedelta(minutes=16), ip="203.0.113.9", email="neighbour@example.org")
    assert late.status_code == 200, "a quarter of an hour later people of that range pass, too"


def test_a_hall_full_of_people_behind_one_address_passes_as_they_confirm(founders: Troupe, drive: Drive) -> None:
    for number in range(90):
        endorse(founders, ip="192.0.2.50", email=f"guest{number}@example.org")
    with founders.scope():
        assert counts_of(drive).total == 90
    sent = [sign(founders, ip="192.0.2.51", email=f"bot{n}@example.org").status_code for n in range(31)]
    assert sent == [200] * 30 + [422], "from one machine so many stay unconfirmed, and no more"


def test_one_address_gets_three_mails_and_no_more(founders: Troupe, drive: Drive) -> None:
    sent = [sign(founders, ip=f"198.51.{n}.1").status_code for n in range(4)]
    assert sent == [200, 200, 200, 422]


def test_counts_by_group_and_place_stand_against_the_target(founders: Troupe, drive: Drive) -> None:
    for number, (group, place) in enumerate(
        [("Tenants", "Ropewalk"), ("Tenants", "ropewalk"), ("Shopkeepers", "Pier Street")]
    ):
        endorse(founders, email=f"p{number}@example.org", group=group, place=place)
    with founders.scope():
        counts = counts_of(drive)
    assert [(one.name, one.number) for one in counts.groups] == [
        ("Tenants", 2), ("Shopkeepers", 1), ("Young people", 0)
    ]  # fmt: skip
    assert [(one.name, one.number) for one in counts.places] == [("Ropewalk", 2), ("Pier Street", 1)]
    assert (counts.total, counts.missing, counts.reached, counts.percent) == (3, ["Young people"], False, 60)
    assert not shown_by(founders)
    for number in range(3, 6):
        endorse(founders, email=f"p{number}@example.org")
    assert not shown_by(founders), "while one group is at zero the target is not met"
    endorse(founders, email="p6@example.org", group="Young people")
    assert shown_by(founders)


def shown_by(troupe: Troupe) -> bool:
    """Whether the path reads enough endorsements."""
    with troupe.scope(), stopped_at(NOW):
        standing = standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=NOW)
        keys = {"founding.endorsements", "founding.endorsements.groups", "founding.mission"}
        found = facts(standing, keys)
    assert found["founding.mission"].there
    return found["founding.endorsements"].there and found["founding.endorsements.groups"].there


def test_the_counter_can_stand_on_other_sites_and_follows_nobody(founders: Troupe, drive: Drive) -> None:
    endorse(founders)
    with stopped_at(NOW):
        for name in ("public:mission-counter", "public:mission-picture"):
            answer = Client().get(address(founders, name))
            assert answer.status_code == 200 and not answer.cookies
            assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
            assert "1" in answer.content.decode() and "Ida" not in answer.content.decode()
            assert Client().post(address(founders, name)).status_code == 405
        frame = Client().get(address(founders, "public:mission-counter"))
        assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
        assert frame.headers.get("X-Frame-Options") != "DENY" and "<script" not in frame.content.decode()
        page = Client().get(address(founders))
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Frame-Options"] == "DENY"


def test_a_drive_is_changed_closed_and_opened_again_by_who_keeps_the_mission(founders: Troupe, drive: Drive) -> None:
    with founders.scope():
        with pytest.raises(Refused):
            acts.close_drive(drive, by=hat(founders, "NS"), at=NOW)
        with pytest.raises(Refused, match="running already"):
            acts.start_drive(target=5, groups=GROUPS, by=founders.by, at=NOW)
        for wrong in ({"target": 0}, {"groups": " "}, {"until_on": THEN.date()}, {"groups": "x" * 81}):
            with pytest.raises(ValidationError):
                acts.change_drive(drive, **{"target": 9, "groups": GROUPS, **wrong}, by=founders.by, at=NOW)
        acts.change_drive(drive, target=9, groups="Tenants\nTenants\nNurses", by=founders.by, at=NOW)
        assert Drive.objects.get().asked_groups == ["Tenants", "Nurses"]
        acts.close_drive(drive, by=founders.by, at=NOW)
    assert "Signing is closed" in shown(founders, Client())[0]
    assert sign(founders).status_code == 200 and not Mail.objects.filter(kind__startswith="founding.endors").exists()
    with founders.scope():
        acts.reopen_drive(drive, by=founders.by, at=NOW)
    assert "I stand behind it" in shown(founders, Client())[0]


def test_a_name_that_offends_is_taken_off_and_still_counts(founders: Troupe, drive: Drive) -> None:
    endorse(founders, name="Rude Words")
    with founders.scope():
        row = Endorsement.objects.get()
    ines, tomas = (signed_in(founders.people[one]) for one in ("Ines", "Tomas"))
    where = address(founders, "founding:strike-name", row.pk)
    with stopped_at(NOW):
        assert tomas.post(where).status_code == 403
        wear(ines, founders)
        assert "Rude Words" in ines.get(where).content.decode()
        assert ines.post(where).status_code == 302
        assert ines.post(where).status_code == 404
    assert "Rude Words" not in shown(founders, Client())[0]
    with founders.scope():
        assert counts_of(drive).total == 1
        assert list(verify(founders.coalition.pk)) == []


def wear(client: Client, troupe: Troupe) -> None:
    """Put on the coordinator's hat."""
    client.post(reverse("coalitions:hat", args=[troupe.coalition.slug]), {"hat": f"body:{troupe.assembly.pk}"})


def test_inside_endorsements_are_listed_exported_and_printed(
    founders: Troupe, drive: Drive, django_assert_max_num_queries: Any
) -> None:
    ines = signed_in(founders.people["Ines"])
    endorse(founders)
    for number in range(3):
        endorse(founders, email=f"p{number}@example.org", name=f"Person {number}")
    where = address(founders, "founding:drive", drive.pk)
    with stopped_at(NOW):
        wear(ines, founders)
        ines.get(where)
        with django_assert_max_num_queries(12):
            page = ines.get(where).content.decode()
        assert "Ida Brook" in page and "iframe src=" in page
        with django_assert_max_num_queries(12):
            assert "of 5 that are wanted" in ines.get(address(founders, "founding:mission")).content.decode()
        table = ines.get(where + "?export=csv").getvalue().decode()
        assert "Person 2" in table and "example.org" not in table
        paper = ines.get(address(founders, "founding:drive-print", drive.pk)).content.decode()
    assert "4 people, of 5 that were wanted" in paper and "Nobody freezes at home." in paper


def test_the_first_load_of_the_public_page_is_light_and_needs_no_script(founders: Troupe, drive: Drive) -> None:
    """All that a phone fetches before it shows the page, as it is stored: compressed it is a third of that."""
    for number in range(12):
        endorse(founders, email=f"p{number}@example.org", name=f"Person {number}")
    page, _began = shown(founders, Client())
    addresses = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page))
    assert all(name.endswith((".css", ".js", ".svg", ".woff2")) for name in addresses)
    client, size = Client(), len(page.encode())
    for name in sorted(addresses):
        answer = client.get(name, HTTP_ACCEPT_ENCODING="gzip")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        size += len(body)
    assert size <= 100_000, f"{size} bytes"
