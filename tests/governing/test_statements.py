"""Speaking to the outside: in whose name, cleared by whom, with credit; and a quarrel is raised inside first."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import change_settings, give_mandate
from comity.coalitions.models import Power
from comity.coalitions.standing import Standing, standing_of
from comity.core.ballots.types import Choice
from comity.credits.acts import confirm_credit, give_credit
from comity.governing.acts import cast_vote, media
from comity.governing.acts import conflicts as cases
from comity.governing.acts import statements as acts
from comity.governing.models import Case, MediaEntry, SpokeAs, Statement, StatementState
from comity.notices.models import Ask, Mail
from tests.cast import Troupe, person
from tests.governing.stage import OPENS, hat, signed_in

DAY = timedelta(days=1)
TEXT = "Seven of us made forty flats warm."


@pytest.fixture
def ours(troupe: Troupe) -> Statement:
    """A draft in the coalition's name, by the shelter."""
    return drafted(troupe)


def drafted(troupe: Troupe, kind: str = "coalition", **given: Any) -> Statement:
    said = {"kind": kind, "title": "Forty flats are warm", "text": TEXT} | given
    return acts.draft_statement(**said, by=hat(troupe, "Marta", "OD"), at=OPENS)


def shelter(troupe: Troupe) -> Any:
    return hat(troupe, "Marta", "OD")


def published(troupe: Troupe, statement: Statement, **given: Any) -> Statement:
    acts.ask_for_clearing(statement, by=shelter(troupe), at=OPENS)
    acts.clear_statement(statement, True, by=troupe.by, at=OPENS)
    return acts.publish_statement(statement, by=shelter(troupe), at=OPENS, **given)


def public_page(troupe: Troupe, statement: Statement) -> Any:
    change_settings(troupe.coalition, by=troupe.by, at=OPENS, has_page=True)
    return Client().get(reverse("public:statement", args=[troupe.coalition.slug, statement.pk]))


def readers(troupe: Troupe) -> tuple[Standing, Standing, Standing]:
    """Of the shelter, of the traders, and outside."""
    inside = (standing_of(troupe.people[name].pk, troupe.coalition.pk, at=OPENS) for name in ("Marta", "Henk"))
    return (*inside, Standing(None, troupe.coalition.pk))  # type: ignore[return-value]


@pytest.mark.row("G12")
def test_a_correction_of_an_organisations_own_is_known_to_its_people_alone_until_it_is_out(troupe: Troupe) -> None:
    own = drafted(troupe, kind="own")
    acts.publish_statement(own, by=shelter(troupe), at=OPENS)
    anew = {"title": "Thirty", "text": "Six of us: zebra.", "why": "Counted anew."}
    acts.write_statement(own, **anew, by=shelter(troupe), at=OPENS)
    marta, henk, outside = readers(troupe)
    with troupe.scope():
        table = registry.export["statement-versions"].rows
        assert ["zebra" in str(list(table(who))) for who in (marta, henk, outside)] == [True, False, False]
        page = own.get_absolute_url()
    with stopped_at(OPENS):
        ours, theirs = (signed_in(troupe.people[name]) for name in ("Marta", "Henk"))
        assert "<ins>" in ours.get(page).content.decode() and "zebra" in ours.get(page).content.decode()
        seen = theirs.get(page).content.decode()
        assert TEXT in seen and "zebra" not in seen
        found = reverse("governing:statements", args=[troupe.coalition.slug]) + "?q=zebra"
        assert [own.title in one.get(found).content.decode() for one in (ours, theirs)] == [True, False]
        acts.publish_statement(own, by=shelter(troupe), at=OPENS)
        assert "zebra" in theirs.get(page).content.decode()


# ── in the coalition's name ──


@pytest.mark.row("G12")
def test_nothing_goes_out_in_our_name_before_who_speaks_for_us_has_cleared_it(
    troupe: Troupe, ours: Statement
) -> None:
    with pytest.raises(Refused):
        acts.publish_statement(ours, by=shelter(troupe), at=OPENS)
    acts.ask_for_clearing(ours, by=shelter(troupe), at=OPENS)
    (ask,) = Ask.objects.filter(kind="governing.clearing", closed_at=None)
    assert ask.person == troupe.coordinator.pk
    for nobody in (shelter(troupe), hat(troupe, "Henk", "DR")):
        with pytest.raises(Refused):
            acts.clear_statement(ours, True, by=nobody, at=OPENS)
    with pytest.raises(ValidationError):
        acts.clear_statement(ours, False, by=troupe.by, at=OPENS)
    acts.clear_statement(ours, True, by=troupe.by, at=OPENS)
    assert not Ask.objects.filter(kind="governing.clearing", closed_at=None).exists()
    assert public_page(troupe, ours).status_code == 404
    acts.publish_statement(ours, by=shelter(troupe), at=OPENS)
    page = public_page(troupe, ours).content.decode()
    assert TEXT in page and "speaks for itself" not in page
    front = Client().get(reverse("public:coalition", args=[troupe.coalition.slug])).content.decode()
    assert "Forty flats are warm" in front


@pytest.mark.row("G12")
def test_who_wrote_it_does_not_clear_it_where_somebody_else_can(troupe: Troupe) -> None:
    ines = person("Ines Second")
    powers = [Power.SPEAK, Power.COORDINATE]
    give_mandate(ines, body=troupe.assembly, powers=powers, by=troupe.by, at=OPENS)
    said = acts.draft_statement(kind="coalition", title="Warm", text=TEXT, by=troupe.by, at=OPENS)
    acts.ask_for_clearing(said, by=troupe.by, at=OPENS)
    with pytest.raises(Refused):
        acts.clear_statement(said, True, by=troupe.by, at=OPENS)
    acts.clear_statement(said, True, by=troupe.hat(ines, troupe.assembly, at=OPENS), at=OPENS)


@pytest.mark.row("G12")
def test_a_new_version_must_be_cleared_anew_and_a_correction_can_be_seen(
    troupe: Troupe, ours: Statement
) -> None:
    published(troupe, ours)
    with pytest.raises(ValidationError):
        acts.write_statement(ours, title="Warm", text="Eight of us.", by=shelter(troupe), at=OPENS + DAY)
    acts.write_statement(
        ours, title="Warm", text="Eight of us.", why="We were eight.", by=shelter(troupe), at=OPENS + DAY
    )
    assert TEXT in public_page(troupe, ours).content.decode(), (
        "the published words stand until the new are cleared"
    )
    published(troupe, ours)
    page = public_page(troupe, ours).content.decode()
    assert "Eight of us." in page and "We were eight." in page and TEXT not in page


@pytest.mark.row("G12")
def test_what_is_withdrawn_stays_and_says_so(troupe: Troupe, ours: Statement) -> None:
    published(troupe, ours)
    acts.withdraw_statement(ours, why="It was wrong.", by=shelter(troupe), at=OPENS + DAY)
    page = public_page(troupe, ours).content.decode()
    assert "was withdrawn" in page and "It was wrong." in page
    with pytest.raises(Refused):
        acts.write_statement(ours, title="x", text="y", why="z", by=shelter(troupe), at=OPENS + DAY)


@pytest.mark.row("G12")
def test_partners_left_out_are_flagged_before_and_told_after(troupe: Troupe, asks: Any) -> None:
    question = asks(body=troupe.assembly)
    for name, mark in (("Marta", "OD"), ("Henk", "DR"), ("Okafor", "HH")):
        cast_vote(question, Choice.YES, by=hat(troupe, name, mark), at=OPENS + DAY)
    said = drafted(troupe, question=question)
    line = give_credit(
        thing=said, organisation=troupe.organisations["HH"], what="measured", by=shelter(troupe), at=OPENS
    )
    confirm_credit(line, by=hat(troupe, "Okafor", "HH"), at=OPENS)
    with pytest.raises(ValidationError, match="Dock Road Traders"):
        published(troupe, said)
    acts.publish_statement(said, omitted_why="They asked for it.", by=shelter(troupe), at=OPENS)
    told = {mail.person for mail in Mail.objects.filter(kind="governing.left-out")}
    assert troupe.people["Henk"].pk in told and troupe.people["Okafor"].pk not in told
    page = public_page(troupe, said).content.decode()
    assert "Harbour Health Service" in page and "measured" in page


# ── an organisation's own ──


@pytest.mark.row("G9")
def test_an_organisation_speaks_for_itself_and_says_so(troupe: Troupe) -> None:
    own = drafted(troupe, kind="own")
    assert signed_in(troupe.people["Henk"]).get(own.get_absolute_url()).status_code == 404
    acts.publish_statement(own, by=shelter(troupe), at=OPENS)
    page = public_page(troupe, own).content.decode()
    assert "Open Door Shelter speaks for itself here, not for Harbour Homes" in page
    front = Client().get(reverse("public:coalition", args=[troupe.coalition.slug])).content.decode()
    assert "Forty flats are warm" not in front, "the coalition's page tells what the coalition says"


@pytest.mark.row("G9")
def test_nobody_makes_a_statement_without_the_mandate_for_it(troupe: Troupe) -> None:
    from tests.cast import oneself

    marta = oneself(troupe.people["Marta"], troupe.coalition)
    for by, kind in ((marta, "coalition"), (marta, "own"), (troupe.by, "own")):
        with pytest.raises(Refused):
            acts.draft_statement(kind=kind, title="x", text="y", by=by, at=OPENS)
    with pytest.raises(Refused):
        acts.write_statement(drafted(troupe), title="x", text="y", by=hat(troupe, "Henk", "DR"), at=OPENS)


@pytest.mark.row("G12")
def test_a_statement_against_the_coalition_is_raised_inside_first_for_a_bounded_time(troupe: Troupe) -> None:
    own = drafted(troupe, kind="own", against=True)
    with pytest.raises(Refused):
        acts.publish_statement(own, by=shelter(troupe), at=OPENS)
    tried = {"tried": "I asked.", "tried_on": OPENS.date(), "came_of_it": "Nothing."}
    waiting = acts.raise_inside(own, **tried, by=shelter(troupe), at=OPENS)
    assert waiting.state == StatementState.WAITING and waiting.waits_until is not None
    with troupe.scope():
        case = Case.objects.prefetch_related("parties").get()
        assert {party.name for party in case.parties.all()} == {"Open Door Shelter", "General assembly"}
    with pytest.raises(Refused):
        acts.publish_statement(own, by=shelter(troupe), at=waiting.waits_until - DAY)
    acts.publish_statement(own, by=shelter(troupe), at=waiting.waits_until)


@pytest.mark.row("G12")
def test_once_the_case_is_over_nothing_waits(troupe: Troupe) -> None:
    own = drafted(troupe, kind="own", against=True)
    tried = {"tried": "I asked.", "tried_on": OPENS.date(), "came_of_it": "Nothing."}
    acts.raise_inside(own, **tried, by=shelter(troupe), at=OPENS)
    with troupe.scope():
        case = Case.objects.get()
    cases.withdraw_case(case, by=shelter(troupe), at=OPENS + DAY)
    acts.drop_statement(own, by=shelter(troupe), at=OPENS + DAY)


@pytest.mark.row("G12")
def test_taking_the_case_back_does_not_end_the_wait(troupe: Troupe) -> None:
    """Else what speaks against the coalition could go out two minutes after it was raised."""
    own = drafted(troupe, kind="own", against=True)
    tried = {"tried": "I asked.", "tried_on": OPENS.date(), "came_of_it": "Nothing."}
    waiting = acts.raise_inside(own, **tried, by=shelter(troupe), at=OPENS)
    with troupe.scope():
        cases.withdraw_case(Case.objects.get(), by=shelter(troupe), at=OPENS + DAY)
    with pytest.raises(Refused, match="being talked about inside"):
        acts.publish_statement(own, by=shelter(troupe), at=OPENS + DAY)
    assert waiting.waits_until is not None
    acts.publish_statement(own, by=shelter(troupe), at=waiting.waits_until)


@pytest.mark.row("G12")
def test_who_wrote_it_anew_does_not_clear_it_either(troupe: Troupe, ours: Statement) -> None:
    """What needs two pairs of eyes is the text as it now stands, whoever began it."""
    ines = person("Ines Second")
    give_mandate(ines, body=troupe.assembly, powers=[Power.SPEAK, Power.COORDINATE], by=troupe.by, at=OPENS)
    acts.write_statement(ours, title="Warm", text="Eight of us.", by=troupe.by, at=OPENS)
    acts.ask_for_clearing(ours, by=shelter(troupe), at=OPENS)
    with pytest.raises(Refused, match="You wrote it yourself"):
        acts.clear_statement(ours, True, by=troupe.by, at=OPENS)
    acts.clear_statement(ours, True, by=troupe.hat(ines, troupe.assembly, at=OPENS), at=OPENS)


@pytest.mark.row("G12")
def test_a_statement_names_the_decision_it_rests_on_to_those_alone_who_may_know_it(troupe: Troupe, asks: Any) -> None:
    said = drafted(troupe, question=asks(title="Buy the mill?", confidentiality="body"))
    for who, there in (("Marta", True), ("Henk", False)):
        page = signed_in(troupe.people[who]).get(said.get_absolute_url()).content.decode()
        assert ("Buy the mill?" in page) is there and "Forty flats are warm" in page


# ── the media ──


@pytest.mark.row("G12")
def test_the_media_log_says_who_spoke_for_whom(troupe: Troupe) -> None:
    said = {
        "on": OPENS.date(),
        "outlet": "Gazette",
        "kind": "press",
        "about": "Warm homes",
        "clip": "Quoted.",
    }
    by = hat(troupe, "Henk", "DR")
    with pytest.raises(ValidationError):
        media.log_media(**said, spoke=None, spoke_as=SpokeAs.COALITION, by=by, at=OPENS)
    with pytest.raises(ValidationError):
        media.log_media(**said, spoke=troupe.people["Henk"], spoke_as=SpokeAs.ORGANISATION, by=by, at=OPENS)
    entry = media.log_media(**said, spoke=troupe.people["Marta"], spoke_as=SpokeAs.COALITION, by=by, at=OPENS)
    with pytest.raises(Refused):
        media.change_media(entry, about="Else", by=hat(troupe, "Okafor", "HH"), at=OPENS)
    client = signed_in(troupe.people["Ruth"])
    url = reverse("governing:media", args=[troupe.coalition.slug])
    page = client.get(url).content.decode()
    assert "Marta Lind" in page and "For the coalition" in page and "Amina Haddad" in page
    assert "Warm homes" in client.get(url + "?export=csv&spoke_as=coalition").content.decode()
    assert "Warm homes" not in client.get(url + "?export=csv&spoke_as=self").content.decode()
    media.strike_media(entry, by=by, at=OPENS)
    assert "Warm homes" not in client.get(url).content.decode()
    with troupe.scope():
        assert MediaEntry.objects.get().struck_at is not None


@pytest.mark.row("G12")
def test_outsiders_take_along_only_what_was_published(troupe: Troupe, ours: Statement) -> None:
    outside, inside = (
        Standing(None, troupe.coalition.pk),
        standing_of(troupe.people["Henk"].pk, troupe.coalition.pk, at=OPENS),
    )
    own = drafted(troupe, kind="own", title="Our own")
    with troupe.scope():
        titles = [
            [row[0] for row in registry.export["statements"].rows(who)][1:] for who in (outside, inside)
        ]
        assert titles == [[], ["Forty flats are warm"]] and own.title not in titles[1]
        assert len(list(registry.export["media"].rows(outside))) == 1
