"""An organisation's own page: changed by its own people, shown as they wrote it, found by its words."""

import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comity.audit.queries import entries_of
from comity.base.clock import stopped_at
from comity.base.models import Findable
from comity.coalitions import panels
from comity.coalitions.acts import add_member, give_mandate
from comity.coalitions.acts.profiles import edit_profile
from comity.coalitions.panels import Panel
from comity.people.models import Organisation
from tests.cast import Troupe
from tests.coalitions.stage import LATER, Visitor, refused

PROFILE = {
    "name": "Harbour Tenants’ Union", "short": "HT", "sector": "citizen", "base": "community", "people_count": "412",
    "place": "Pier Street 22", "website": "https://tenants.example", "words": "We are neighbours with *wet* walls.",
    "serves": "Tenants", "languages": "Arabic\nPolish", "holidays": "7 January", "decided_by": "Members’ evening",
    "decides": "weekly", "lead_days": "12",
}  # fmt: skip
PNG = (
    b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 64, 64) + b"\x08\x06\x00\x00\x00" + b"\x00" * 20
)


def shared(home: Troupe, elsewhere: Troupe) -> Organisation:
    """The tenants' union is at home in both coalitions, brought there by one who speaks for it."""
    tenants = home.organisations["HT"]
    give_mandate(elsewhere.coordinator, organisation=tenants, powers=["speak"], by=home.by, at=LATER)
    add_member(tenants, by=elsewhere.by, at=LATER)
    return tenants


def test_its_people_change_it_and_all_read_it_as_written(home: Troupe) -> None:
    own = Visitor(home, home.people["Ruth"])
    assert own.post("edit-organisation", home.organisations["HT"].slug, **PROFILE).status_code == 302
    page = (
        Visitor(home, home.people["Henk"]).get("organisation", home.organisations["HT"].slug).content.decode()
    )
    assert "We are neighbours with <em>wet</em> walls." in page
    assert "12 days from question to answer" in page and "412" in page and "Members’ evening" in page


def test_what_was_typed_is_kept_when_something_is_wrong(home: Troupe) -> None:
    own = Visitor(home, home.people["Ruth"])
    answer = own.post("edit-organisation", home.organisations["HT"].slug, **PROFILE | {"lead_days": "900"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "We are neighbours" in page
    assert Organisation.objects.get(pk=home.organisations["HT"].pk).words == ""


def test_others_dont_change_it(home: Troupe) -> None:
    with refused("You don’t speak for this organisation."):
        edit_profile(home.organisations["HT"], by=home.hat(home.people["Henk"]), at=LATER, words="Ours now")


def test_one_at_home_in_two_coalitions_is_described_by_its_own_people_alone(
    home: Troupe, elsewhere: Troupe
) -> None:
    tenants = shared(home, elsewhere)
    from comity.coalitions.acts import end_mandate
    from tests.coalitions.stage import mandate

    end_mandate(mandate(home, "Amina", organisation=tenants), by=home.by, at=LATER)
    with refused("This organisation writes its own page."):
        edit_profile(tenants, by=home.by, at=LATER, words="As we see them")
    ruth = home.hat(home.people["Ruth"], tenants)
    assert (
        edit_profile(tenants, by=ruth, at=LATER, words="As we see ourselves").words == "As we see ourselves"
    )


def test_its_history_tells_nothing_of_another_coalition(home: Troupe, elsewhere: Troupe) -> None:
    tenants = shared(home, elsewhere)
    page = Visitor(home, home.people["Henk"]).get("organisation-history", tenants.slug).content.decode()
    assert "Ines Moreau" not in page.replace("gave Ines Moreau the mandate of Harbour Tenants’ Union", "")


def test_it_is_found_by_its_new_words(home: Troupe) -> None:
    Visitor(home, home.people["Ruth"]).post("edit-organisation", home.organisations["HT"].slug, **PROFILE)
    row = Findable.objects.get(label="coalitions.membership", title="Harbour Tenants’ Union")
    assert "wet* walls" in row.text and row.coalition == home.coalition.pk


def test_a_logo_is_put_on_and_taken_off(home: Troupe, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    own, slug = Visitor(home, home.people["Ruth"]), home.organisations["HT"].slug
    with stopped_at(LATER):
        own.client.post(own.url("logo", slug), {"logo": SimpleUploadedFile("../../x.png", PNG)})
    assert Organisation.objects.get(slug=slug).logo
    assert f"/files/logo/{slug}" in own.get("organisation", slug).content.decode()
    own.post("logo", slug)
    assert not Organisation.objects.get(slug=slug).logo


@pytest.mark.parametrize("bad", [b"<svg onload=alert(1)>", b"GIF89a", b""])
def test_what_is_no_picture_is_refused_beside_its_field(home: Troupe, bad: bytes) -> None:
    own, slug = Visitor(home, home.people["Ruth"]), home.organisations["HT"].slug
    with stopped_at(LATER):
        answer = own.client.post(own.url("logo", slug), {"logo": SimpleUploadedFile("x.png", bad)})
    assert answer.status_code == 422 and "errmsg" in answer.content.decode()


def test_a_logo_is_seen_inside_and_nowhere_else(home: Troupe, elsewhere: Troupe, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    own, slug = Visitor(home, home.people["Ruth"]), home.organisations["HT"].slug
    with stopped_at(LATER):
        own.client.post(own.url("logo", slug), {"logo": SimpleUploadedFile("x.png", PNG)})
        assert Visitor(home, home.people["Henk"]).client.get(f"/files/logo/{slug}").status_code == 200
        assert Visitor(elsewhere, elsewhere.coordinator).client.get(f"/files/logo/{slug}").status_code == 404


def test_rooms_above_put_their_panels_on_the_page(home: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(request, organisation):
        return Panel("coalitions/parts/history.html", {"lines": []}, order=1)

    monkeypatch.setattr(panels, "panels", [make, lambda request, organisation: None])
    page = (
        Visitor(home, home.people["Henk"]).get("organisation", home.organisations["HT"].slug).content.decode()
    )
    assert "Nothing has been written down about this yet." in page


def test_each_change_stands_in_the_record(home: Troupe) -> None:
    Visitor(home, home.people["Ruth"]).post("edit-organisation", home.organisations["HT"].slug, **PROFILE)
    acts = list(entries_of(home.coalition.pk).values_list("act", flat=True)[:2])
    assert acts == ["coalitions.organisation.described", "people.organisation.edited"]
