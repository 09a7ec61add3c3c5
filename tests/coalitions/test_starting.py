"""From nothing to a coalition: a few questions, a check, and one stands in it."""

from datetime import timedelta

import pytest
from django.test import Client

from comity.audit.queries import entries_of
from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.coalitions.models import Coalition, Membership, MembershipState, Power
from comity.coalitions.standing import standing_of
from comity.people.models import Organisation, Person, Sector
from tests.cast import Troupe, join, person
from tests.coalitions.stage import LATER

NAME = {"name-name": "Warm Homes"}
PLACE = {"place-place": "Saltmere", "place-zone": "Europe/Berlin"}
WHY = {"why-purpose": "Dry walls by winter.", "why-reasons": "Alone you are sent away"}
OWN = {"own-name": "Tenants of Pier Street", "own-sector": "citizen", "own-place": "Pier Street"}
SEEN = {"seen": ["name", "place", "why", "own", "like"]}


@pytest.fixture
def nora(db: None) -> Person:
    return person("Nora Novak")


@pytest.fixture
def client(nora: Person) -> Client:
    client = Client()
    client.force_login(nora)
    return client


def start(client: Client, data: dict, at=LATER):
    with stopped_at(at):
        return client.post("/start/", data)


def finish(client: Client, at=LATER, **changed):
    return start(client, {**NAME, **PLACE, **WHY, **OWN, **SEEN, "at": "check", "go": "done", **changed}, at)


def test_a_stranger_signs_in_first_and_comes_back(db: None) -> None:
    answer = Client().get("/start/")
    assert answer.status_code == 302 and answer.headers["Location"] == "/sign-in/?next=/start/"


def test_one_question_a_page_and_back_keeps_the_answers(client: Client) -> None:
    assert "What shall the coalition be called?" in client.get("/start/").content.decode()
    second = start(client, {**NAME, "at": "name", "go": "next"}).content.decode()
    assert "Where do you work?" in second and "Question 2 of 4" in second
    back = start(client, {**NAME, **PLACE, "seen": ["name"], "at": "place", "go": "back"}).content.decode()
    assert 'value="Warm Homes"' in back
    assert not Coalition.objects.exists()


def test_no_more_than_twelve_fields_stand_between_the_first_page_and_a_coalition(client: Client) -> None:
    from comity.coalitions.forms.start import NameForm, OwnForm, PlaceForm, WhyForm

    assert sum(len(form.base_fields) for form in (NameForm, PlaceForm, WhyForm, OwnForm)) <= 12


def test_nothing_is_started_before_the_check(client: Client) -> None:
    page = start(client, {**NAME, **PLACE, **WHY, **OWN, **SEEN, "at": "own", "go": "next"}).content.decode()
    assert (
        "Check your answers before you start" in page and "Dry walls by winter." in page and "Change" in page
    )
    assert not Coalition.objects.exists()


def test_after_the_check_one_coordinates_a_coalition_and_acts_for_its_first_member(
    client: Client, nora: Person
) -> None:
    answer = finish(client)
    coalition = Coalition.objects.get()
    assert answer.headers["Location"] == f"/c/{coalition.slug}/welcome/"
    assert (coalition.name, coalition.place, coalition.zone) == ("Warm Homes", "Saltmere", "Europe/Berlin")
    standing = standing_of(nora.pk, coalition.pk, at=LATER)
    assert standing.coordinates and standing.organisations[0].name == "Tenants of Pier Street"
    assert standing.organisations[0].powers == {Power.SPEAK, Power.VOTE, Power.SIGN, Power.REPORT}
    with stopped_at(LATER):
        page = client.get(answer.headers["Location"]).content.decode()
    assert "Paste your roster" in page


def test_all_of_it_is_one_record_or_none(client: Client) -> None:
    finish(client)
    coalition = Coalition.objects.get()
    acts = list(entries_of(coalition.pk).values_list("act", flat=True))
    assert acts == [
        "coalitions.coalition.founded", "coalitions.mandate.given", "coalitions.member.added",
        "people.organisation.registered",
    ]  # fmt: skip
    assert not list(verify(coalition.pk))


def test_what_is_wrong_at_the_end_leaves_nothing_behind(client: Client) -> None:
    answer = finish(client, **{"own-sector": ""})
    assert "Question 4 of 4" in answer.content.decode(), "one is led back to what is missing"
    assert not Coalition.objects.exists() and not Organisation.objects.exists()


def test_one_can_start_without_an_organisation(client: Client, nora: Person) -> None:
    finish(client, **{"own-name": "", "own-sector": "", "own-place": ""})
    standing = standing_of(nora.pk, Coalition.objects.get().pk, at=LATER)
    assert standing.coordinates and not standing.organisations


def test_an_organisation_one_speaks_for_comes_along_with_its_page(
    client: Client, nora: Person, home: Troupe
) -> None:
    library = join(home, "City Library", Sector.PUBLIC, nora)
    assert "City Library" in start(client, {**NAME, **PLACE, **WHY, "seen": ["name", "place", "why"], "at": "why",
                                            "go": "next"}).content.decode()  # fmt: skip
    finish(client, **{"own-known": str(library.pk), "own-name": "", "own-sector": ""})
    coalition = Coalition.objects.get(name="Warm Homes")
    from django_scopes import scope

    with scope(coalition=coalition.pk):
        assert Membership.objects.get().organisation == library
        assert Membership.objects.get().state == MembershipState.MEMBER


def test_nobody_brings_along_an_organisation_of_others(client: Client, nora: Person, home: Troupe) -> None:
    finish(client, **{"own-known": str(home.organisations["HT"].pk), "own-name": "", "own-sector": ""})
    started = Coalition.objects.get(name="Warm Homes")
    assert not standing_of(nora.pk, started.pk, at=LATER).organisations


def test_three_a_day_are_enough(client: Client) -> None:
    for _ in range(3):
        assert finish(client).status_code == 302
    refused = finish(client)
    assert refused.status_code == 409 and "That is enough for a day." in refused.content.decode()
    assert finish(client, at=LATER + timedelta(days=1, minutes=1)).status_code == 302


def test_where_sign_up_is_closed_only_the_administrator_starts_one(
    client: Client, nora: Person, settings
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"open_sign_up": False})
    assert client.get("/start/").status_code == 403
    Person.objects.filter(pk=nora.pk).update(is_administrator=True)
    assert client.get("/start/").status_code == 200


def test_a_coalition_keeps_a_time_zone_that_exists(client: Client) -> None:
    assert "Question 2 of 4" in finish(client, **{"place-zone": "Moon/Crater"}).content.decode()
    assert not Coalition.objects.exists()
