"""Every page of the room opens for whoever may see it, in a bounded number of queries however long its list."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.coalitions.models import Mandate, Seat, Term
from comity.coalitions.queries import slug_of
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join, person

SOON = THEN + timedelta(hours=1)


def visit(client: Client, troupe: Troupe, name: str, *args: object):
    with stopped_at(SOON):
        return client.get(reverse(f"coalitions:{name}", args=[troupe.coalition.slug, *args]))


def places(troupe: Troupe) -> list[tuple[str, tuple[object, ...]]]:
    """Every page that can be read, with something on it."""
    tenants, steering = troupe.organisations["HT"], troupe.bodies["steering"]
    with troupe.scope():
        seat, term, mandate = Seat.objects.first(), Term.objects.first(), Mandate.objects.last()
    other = troupe.organisations["DR"]
    return [
        ("welcome", ()), ("organisations", ()), ("add-organisation", ()), ("organisation", (tenants.slug,)),
        ("organisation-mandates", (tenants.slug,)), ("organisation-history", (tenants.slug,)),
        ("edit-organisation", (tenants.slug,)), ("shown-as", (tenants.slug,)), ("step", (tenants.slug, "suspended")),
        ("step", (tenants.slug, "left")), ("merge", (tenants.slug,)), ("merge-with", (tenants.slug, other.pk)),
        ("people", ()), ("invite", ()), ("person", (troupe.people["Ruth"].pk,)),
        ("give-mandate", (troupe.people["Ruth"].pk,)), ("extend-mandate", (mandate.pk,)),
        ("end-mandate", (mandate.pk,)),
        ("invite-again", (mandate.pk,)), ("bodies", ()), ("add-body", ()), ("body", (steering.pk,)),
        ("body", (troupe.assembly.pk,)), ("edit-body", (steering.pk,)), ("end-body", (steering.pk,)),
        ("add-seat", (steering.pk,)), ("fill-seat", (seat.pk,)), ("end-seat", (seat.pk,)), ("end-term", (term.pk,)),
        ("settings", ()), ("edit-settings", ()), ("stage", ()), ("bring-organisation", ()),
    ]  # fmt: skip


def test_every_page_opens_for_the_coordinator_in_few_queries(
    home: Troupe, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(home.coordinator)
    slug_of(home.coalition.pk)  # each process asks for it once
    # what was done together, too, for each version of the network
    visit(client, home, "organisation", home.organisations["HT"].slug)
    for name, args in places(home):
        with django_assert_max_num_queries(12, info=name):
            answer = visit(client, home, name, *args)
        assert answer.status_code == 200, name
        assert b"<h1" in answer.content, name


LISTS = ["organisations", "people", "bodies"]


@pytest.mark.parametrize("name", LISTS)
def test_a_longer_list_takes_no_more_queries(
    home: Troupe, client: Client, name: str, django_assert_num_queries, monkeypatch
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(home.coordinator)
    visit(client, home, name)
    with CaptureQueriesContext(connection) as few:
        visit(client, home, name)
    for number in range(3):
        join(home, f"Neighbours of Pier {number}", Sector.CITIZEN, person(f"Nora Nr{number}"))
    with CaptureQueriesContext(connection) as many:
        visit(client, home, name)
    assert len(many) == len(few)


def test_a_member_reads_all_but_what_only_coordinators_do(home: Troupe, client: Client) -> None:
    client.force_login(home.people["Henk"])
    readable = {
        "welcome", "organisations", "organisation", "organisation-mandates", "organisation-history", "people", "person",
        "bodies", "body", "settings", "invite",
    }  # fmt: skip
    for name, args in places(home):
        status = visit(client, home, name, *args).status_code
        own_invitation = name == "give-mandate"  # he may pass on his own powers
        assert status == (200 if name in readable or own_invitation else 403), name


def test_for_an_outsider_nothing_is_there(home: Troupe, elsewhere: Troupe, client: Client) -> None:
    client.force_login(elsewhere.coordinator)
    for name, args in places(home):
        assert visit(client, home, name, *args).status_code == 404, name


def test_a_stranger_is_sent_to_the_door(home: Troupe, client: Client) -> None:
    for name, args in places(home):
        answer = visit(client, home, name, *args)
        assert answer.status_code == 302 and "/sign-in/" in answer.headers["Location"], name


def test_what_belongs_to_another_coalition_is_absent_even_for_a_coordinator(
    home: Troupe, elsewhere: Troupe, client: Client
) -> None:
    """One coalition's address with another's ids."""
    client.force_login(home.coordinator)
    nurses = next(iter(elsewhere.organisations.values()))
    with elsewhere.scope():
        mandate = Mandate.objects.first()
    foreign = [
        ("organisation", nurses.slug), ("edit-organisation", nurses.slug), ("person", elsewhere.coordinator.pk),
        ("body", elsewhere.assembly.pk), ("edit-body", elsewhere.assembly.pk), ("end-mandate", mandate.pk),
        ("extend-mandate", mandate.pk), ("invite-again", mandate.pk), ("give-mandate", elsewhere.coordinator.pk),
    ]  # fmt: skip
    for name, key in foreign:
        assert visit(client, home, name, key).status_code == 404, name


def test_a_forbidden_button_says_why_and_who_could(home: Troupe, client: Client) -> None:
    client.force_login(home.people["Henk"])
    page = visit(client, home, "organisation", home.organisations["HT"].slug).content.decode()
    assert 'aria-disabled="true"' in page
    assert "You don’t speak for this organisation. Its own people or a coordinator can change it." in page


def test_lists_can_be_filtered_and_taken_along(home: Troupe, client: Client) -> None:
    client.force_login(home.coordinator)
    address = reverse("coalitions:organisations", args=[home.coalition.slug])
    with stopped_at(SOON):
        page = client.get(address, {"sector": "citizen"}).content.decode()
        sheet = b"".join(client.get(address, {"format": "csv"}).streaming_content).decode()
    assert "Tenants" in page and "Open Door" not in page
    assert "Open Door Shelter" in sheet and sheet.count("\n") == 5


def test_people_are_found_by_whom_they_act_for_now(home: Troupe, client: Client) -> None:
    client.force_login(home.coordinator)
    with stopped_at(SOON):
        address = reverse("coalitions:people", args=[home.coalition.slug])
        page = client.get(address, {"for": "harbour ten"}).content.decode()
    assert "Ruth Brandt" in page and "Henk Baas" not in page and page.count("Amina Haddad</b>") == 1
