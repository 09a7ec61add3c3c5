"""For whom one acts: chosen once, standing on every form, and never another than the form was opened under."""

from datetime import timedelta

from comity.audit.queries import entries_of, lines
from comity.base.clock import stopped_at
from comity.coalitions.acts import end_mandate
from comity.coalitions.middleware import ACTING_AS
from tests.cast import Troupe
from tests.coalitions.stage import LATER, Visitor, mandate

ADD = {"sector": "public", "state": "prospect"}


def last_act(troupe: Troupe):
    return lines(entries_of(troupe.coalition.pk)[:1])[0]


def values(troupe: Troupe) -> tuple[str, str]:
    return f"organisation:{troupe.organisations['HT'].pk}", f"body:{troupe.assembly.pk}"


def test_the_hat_is_changed_and_stays_changed(home: Troupe) -> None:
    visitor, (_tenants, all_) = Visitor(home, home.coordinator), values(home)
    visitor.post("hat", hat=all_, next="/c/harbour-homes-together/people/")
    visitor.post("add-organisation", name="City Library", **ADD)
    assert last_act(home).acts_for == "General assembly"


def test_a_hat_that_is_not_ones_own_is_not_put_on(home: Troupe) -> None:
    visitor = Visitor(home, home.people["Henk"])
    visitor.post("hat", hat=values(home)[1])
    page = visitor.get("people").content.decode()
    assert "<b>Dock Road Traders</b>" in page


def test_after_the_change_one_is_where_one_was_but_never_on_another_site(home: Troupe) -> None:
    visitor, inside = Visitor(home, home.coordinator), "/c/harbour-homes-together/bodies/?x=1"
    assert visitor.post("hat", hat="self", next=inside).headers["Location"] == inside
    for evil in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""):
        assert visitor.post("hat", hat="self", next=evil).headers["Location"] == "/c/harbour-homes-together/"


def test_who_is_refused_under_one_hat_can_try_another_there(home: Troupe) -> None:
    visitor, (tenants, all_) = Visitor(home, home.coordinator), values(home)
    address = f"/c/{home.coalition.slug}/meetings/new/"
    visitor.post("hat", hat=tenants)
    with stopped_at(visitor.at):
        page = visitor.client.get(address)
    assert page.status_code == 403
    for part in (f'value="{tenants}" aria-current="true"', f'value="{all_}"', f'name="next" value="{address}"'):
        assert part in page.content.decode()
    assert visitor.post("hat", hat=all_, next=address).headers["Location"] == address
    with stopped_at(visitor.at):
        assert visitor.client.get(address).status_code == 200


def test_looking_at_the_address_of_the_switch_changes_nothing(home: Troupe) -> None:
    visitor = Visitor(home, home.coordinator)
    assert visitor.get("hat", hat=values(home)[1]).status_code == 405


def test_a_form_acts_under_the_hat_it_was_opened_under(home: Troupe) -> None:
    """Two tabs: the first form was opened for the tenants, the second tab changed the hat to all."""
    visitor, (tenants, all_) = Visitor(home, home.coordinator), values(home)
    visitor.post("hat", hat=tenants)
    form = visitor.get("add-organisation").content.decode()
    assert f'name="{ACTING_AS}" value="{tenants}"' in form
    visitor.post("hat", hat=all_)
    visitor.post("add-organisation", name="City Library", **{ACTING_AS: tenants}, **ADD)
    assert last_act(home).acts_for == "Harbour Tenants’ Union"
    visitor.post("add-organisation", name="City Museum", **ADD)
    assert last_act(home).acts_for == "General assembly", "the hat itself stayed as it was chosen"


def test_a_form_whose_hat_has_ended_meanwhile_is_refused_with_the_reason(home: Troupe) -> None:
    visitor, (tenants, _all) = Visitor(home, home.coordinator), values(home)
    end_mandate(mandate(home, "Amina", organisation=home.organisations["HT"]), by=home.by, at=LATER)
    visitor.at = LATER + timedelta(minutes=1)
    before = entries_of(home.coalition.pk).count()
    answer = visitor.post("add-organisation", name="City Library", **{ACTING_AS: tenants}, **ADD)
    assert answer.status_code == 403 and "that mandate has ended" in answer.content.decode()
    assert entries_of(home.coalition.pk).count() == before


def test_a_form_cant_claim_somebody_elses_hat(home: Troupe) -> None:
    visitor = Visitor(home, home.coordinator)
    for claim in (f"organisation:{home.organisations['OD'].pk}", "rule", "nonsense", "organisation:"):
        assert visitor.post("add-organisation", name="X", **{ACTING_AS: claim}, **ADD).status_code == 403, (
            claim
        )


def test_hats_of_two_coalitions_are_chosen_apart(home: Troupe, elsewhere: Troupe) -> None:
    from comity.people.models import Sector
    from tests.cast import join

    join(elsewhere, "Street Doctors", Sector.NONPROFIT, home.coordinator)
    here = Visitor(home, home.coordinator)
    here.post("hat", hat=values(home)[1])
    there = Visitor(elsewhere, home.coordinator)
    there.client = here.client
    there.post("hat", hat="self")
    assert "<b>General assembly</b>" in here.get("people").content.decode()
