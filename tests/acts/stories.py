"""One story for each act. `@story("…")` names the acts that the story must have brought into the record."""

import struct
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from comity.api.acts import revoke_token
from comity.audit.models import Entry
from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.confidentiality import Confidentiality
from comity.base.ids import uuid7
from comity.coalitions import acts as coalitions
from comity.coalitions.acts.erasing import give_up_all
from comity.coalitions.acts.logos import set_logo
from comity.coalitions.acts.parcels import take_along, taken_by_operator
from comity.coalitions.acts.profiles import confirm_profile, edit_profile
from comity.coalitions.jobs import pack_parcel
from comity.coalitions.jobs import sweep as sweep_parcels
from comity.coalitions.models import (
    BodyKind,
    Mandate,
    Membership,
    MembershipState,
    ParcelState,
    Power,
    Role,
    Seat,
    Stage,
    Term,
)
from comity.coalitions.terms import call_due
from comity.core.ballots.types import Choice
from comity.core.roster.fields import Kind
from comity.governing import acts as governing
from comity.governing.models import Question
from comity.network.acts import end_tie, report_tie, take_roster_back, take_word_back
from comity.network.models import DraftState, RosterDraft
from comity.network.roster import drafts
from comity.network.roster.sources import read
from comity.notices.acts import quiet, want
from comity.notices.digest import send_digests
from comity.notices.mails import Unwanted
from comity.notices.models import Mail
from comity.people import acts as people
from comity.people.erasure import erase_person
from comity.people.models import Sector, Sitting
from tests.api.stage import token_of
from tests.cast import THEN, Troupe, join, oneself, person
from tests.governing.stage import CLOSES, OPENS, asking, close, hat, say

LATER = OPENS + timedelta(hours=1)
Story = Callable[[Troupe], None]
STORIES: dict[str, tuple[Story, tuple[str, ...]]] = {}


def story(*names: str) -> Callable[[Story], Story]:
    """Keep a story under its own name, with the acts it tells."""

    def kept(told: Story) -> Story:
        STORIES[told.__name__] = (told, names)
        return told

    return kept


def membership(troupe: Troupe, mark: str) -> Membership:
    return Membership.objects.select_related("organisation").get(organisation=troupe.organisations[mark])


def tenants(troupe: Troupe) -> Capacity:
    return hat(troupe, "Amina", "HT")


def shelter(troupe: Troupe) -> Capacity:
    return hat(troupe, "Marta", "OD")


@story("api.token.issued", "api.token.revoked")
def a_program_gets_a_token(troupe: Troupe) -> None:
    token, _secret = token_of(troupe.coordinator, at=THEN)
    revoke_token(token, by=oneself(troupe.coordinator), at=LATER)


@story("api.tokens.given_up")
def tokens_go_with_their_person(troupe: Troupe) -> None:
    henk = troupe.people["Henk"]
    token_of(henk, at=THEN)
    erase_person(henk, by=oneself(henk), at=LATER)


# ── people and organisations ──


@story("people.person.registered", "people.person.edited", "people.address.confirmed")
def somebody_comes(troupe: Troupe) -> None:
    who = person("Nina New")
    people.edit_person(who, by=oneself(who), at=THEN, name="Nina Newer", wants_digest=False)
    people.confirm_address(who, who.email, by=oneself(who), at=THEN)


@story("people.address.added", "people.address.main", "people.address.removed")
def somebody_moves_house(troupe: Troupe) -> None:
    who, old = troupe.people["Marta"], troupe.people["Marta"].email
    people.add_address(who, "marta@elsewhere.example.org", by=oneself(who), at=THEN)
    people.make_main(who, "marta@elsewhere.example.org", by=oneself(who), at=THEN)
    people.remove_address(who, old, by=oneself(who), at=THEN)


@story("people.password.set", "people.password.removed", "people.sittings.ended")
def somebody_tries_a_password(troupe: Troupe) -> None:
    who = troupe.people["Marta"]
    people.set_password(who, "a long walk by the sea", by=oneself(who), at=THEN)
    people.remove_password(who, by=oneself(who), at=THEN)
    Sitting.objects.create(session_key="k" * 32, session_data="", expire_date=LATER, person=who.pk)
    people.end_sittings(who, ["k" * 32], by=oneself(who), at=THEN)


@story("people.factor.added", "people.passkey.added", "people.codes.renewed", "people.factor.removed")
def somebody_sets_up_factors(troupe: Troupe) -> None:
    from allauth.mfa.models import Authenticator

    who = troupe.people["Marta"]
    people.add_app(who, "JBSWY3DPEHPK3PXP", by=oneself(who), at=THEN)
    people.add_passkey(who, {"id": "invented"}, name="my phone", by=oneself(who), at=THEN)
    people.renew_codes(who, by=oneself(who), at=THEN)
    for row in Authenticator.objects.filter(user=who).exclude(type=Authenticator.Type.RECOVERY_CODES):
        people.remove_factor(who, row.pk, by=oneself(who), at=THEN)


@story("people.administrator.made")
def somebody_runs_the_install(troupe: Troupe) -> None:
    people.make_administrator(troupe.people["Henk"], by=oneself(None), at=THEN)


@story("people.mail.again")
def a_mail_that_failed_is_sent_again(troupe: Troupe) -> None:
    henk = troupe.people["Henk"]
    people.make_administrator(henk, by=oneself(None), at=THEN)
    mail = Mail.objects.create(
        kind="x", to="a@example.org", text="words", state="failed", queued_at=THEN, next_try_at=THEN
    )
    people.try_mail_again(mail, by=oneself(henk), at=LATER)


@story("people.person.erased", "coalitions.person.parted")
def somebody_is_erased(troupe: Troupe) -> None:
    asking(troupe)()
    erase_person(troupe.people["Marta"], by=oneself(troupe.people["Marta"]), at=LATER)


@story("coalitions.person.parted")
def somebody_gives_up_everything(troupe: Troupe) -> None:
    who = troupe.people["Okafor"]
    give_up_all(who, by=oneself(who, troupe.coalition), at=LATER)


@story(
    "people.organisation.registered", "people.organisation.edited", "coalitions.organisation.described",
    "coalitions.organisation.confirmed", "coalitions.organisation.entered", "coalitions.organisation.pictured",
)  # fmt: skip
def an_organisation_describes_itself(troupe: Troupe) -> None:
    new = coalitions.enter_organisation(name="New Here", sector=Sector.CITIZEN, by=troupe.by, at=THEN)
    edit_profile(new.organisation, by=troupe.by, at=THEN, words="We are new here.", lead_days=3)
    confirm_profile(new.organisation, by=troupe.by, at=THEN)
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 64, 64) + b"\x08\x06" + b"\x00" * 23
    set_logo(new.organisation, SimpleUploadedFile("logo.png", head), by=troupe.by, at=THEN)
    set_logo(new.organisation, None, by=troupe.by, at=THEN)


@story("notices.kind.quieted", "notices.kind.wanted")
def somebody_wants_fewer_mails(troupe: Troupe) -> None:
    who = troupe.people["Marta"]
    what = Unwanted(who.pk, troupe.coalition.pk, "governing.opened")
    quiet(what, by=oneself(who), at=THEN)
    want(what, by=oneself(who), at=THEN)


@story("notices.digest.sent")
def a_week_has_passed(troupe: Troupe) -> None:
    asking(troupe)()
    send_digests(troupe.coalition.pk, LATER)


# ── the coalition ──


@story("coalitions.coalition.founded")
def a_coalition_is_founded(troupe: Troupe) -> None:
    who = troupe.people["Marta"]
    by = Capacity(who.pk, who.name, ActsFor.SELF, None, "", uuid7())
    own = {"name": "Marta’s own", "sector": Sector.CITIZEN}
    coalitions.found_coalition(name="Another", by=by, at=THEN, own=own)


@story("coalitions.coalition.changed", "coalitions.stage.entered")
def a_coalition_changes(troupe: Troupe) -> None:
    coalitions.change_settings(
        troupe.coalition, by=troupe.by, at=THEN, place="Saltmere and around", has_page=True
    )
    coalitions.enter_stage(troupe.coalition, Stage.FORMATION, by=troupe.by, at=THEN)


@story(
    "coalitions.member.added", "coalitions.member.changed", "coalitions.member.restored", "coalitions.member.renamed"
)  # fmt: skip
def organisations_come_and_go(troupe: Troupe) -> None:
    asking(troupe)()
    join(troupe, "Quay Gardens", Sector.CITIZEN, person("Quentin Quay"), state=MembershipState.PROSPECT)
    gardens = membership(troupe, "QG")
    coalitions.change_membership(
        gardens, MembershipState.INVITED, by=troupe.by, at=LATER, reason="They asked."
    )
    coalitions.restore_membership(gardens, MembershipState.PROSPECT, by=troupe.by, at=LATER)
    coalitions.show_as(gardens, "The Gardens", by=troupe.by, at=LATER)
    coalitions.change_membership(membership(troupe, "OD"), MembershipState.LEFT, by=troupe.by, at=LATER)


@story("coalitions.organisations.merged")
def two_rows_are_one_organisation(troupe: Troupe) -> None:
    twin = join(troupe, "Open House", Sector.NONPROFIT, person("Twila Twin"))
    seat = coalitions.give_seat(troupe.bodies["steering"], twin, by=troupe.by, at=THEN)
    coalitions.fill_seat(seat, troupe.people["Twila"], by=troupe.by, at=THEN)
    give_seat_to = coalitions.create_body(name="Repairs", kind=BodyKind.ACTION, by=troupe.by, at=THEN)
    coalitions.give_seat(give_seat_to, twin, by=troupe.by, at=THEN)
    asking(troupe)(body=troupe.assembly)
    report_tie(twin, level=2, by=tenants(troupe), at=THEN)
    report_tie(troupe.organisations["OD"], level=3, by=tenants(troupe), at=THEN)
    twila = troupe.hat(troupe.people["Twila"], twin)
    report_tie(troupe.organisations["OD"], level=1, by=twila, at=THEN)
    report_tie(troupe.organisations["DR"], level=1, by=twila, at=THEN)
    coalitions.merge_organisations(
        troupe.organisations["OD"], twin, by=troupe.by, at=LATER, taken=["place", "website"]
    )


@story("coalitions.mandate.given", "coalitions.mandate.extended", "coalitions.mandate.ended")
def a_mandate_passes_on(troupe: Troupe) -> None:
    asking(troupe)()
    give = {"organisation": troupe.organisations["OD"], "powers": [Power.VOTE]}
    given = coalitions.give_mandate(troupe.people["Ruth"], by=troupe.by, at=LATER, **give)
    coalitions.extend_mandate(given, (CLOSES + timedelta(days=9)).date(), by=troupe.by, at=LATER)
    coalitions.end_mandate(
        Mandate.objects.get(person=troupe.people["Marta"]), by=troupe.by, at=LATER + timedelta(days=1)
    )


@story("coalitions.representative.invited", "coalitions.representative.reminded")
def somebody_is_invited(troupe: Troupe) -> None:
    mandate = coalitions.invite_representative(
        name="Nina New", email="nina@example.org", organisation=troupe.organisations["OD"],
        powers=[Power.SPEAK, Power.VOTE], by=troupe.by, at=THEN,
    )  # fmt: skip
    coalitions.invite_again(mandate, by=troupe.by, at=LATER)


@story(
    "coalitions.body.created", "coalitions.body.changed", "coalitions.body.ended", "coalitions.seat.given",
    "coalitions.seat.filled",
)  # fmt: skip
def a_body_lives_and_ends(troupe: Troupe) -> None:
    steering = troupe.bodies["steering"]
    repairs = coalitions.create_body(
        name="Repairs", kind=BodyKind.ACTION, parent=steering, by=troupe.by, at=THEN
    )
    coalitions.change_body(
        repairs, by=troupe.by, at=THEN, name="Repair group", purpose="Roofs", parent=steering
    )
    below = coalitions.create_body(name="Below", kind=BodyKind.OTHER, parent=repairs, by=troupe.by, at=THEN)
    seat = coalitions.give_seat(repairs, troupe.organisations["DR"], by=troupe.by, at=THEN)
    coalitions.fill_seat(seat, troupe.people["Henk"], role=Role.CHAIR, by=troupe.by, at=THEN)
    coalitions.give_mandate(troupe.people["Henk"], body=repairs, powers=[Power.REPORT], by=troupe.by, at=THEN)
    asking(troupe)(body=repairs, confidentiality=Confidentiality.BODY, by=troupe.by)
    coalitions.end_body(repairs, by=troupe.by, at=LATER)
    below.refresh_from_db()
    assert below.parent_id == steering.pk


@story("coalitions.seat.filled", "coalitions.seat.vacated", "coalitions.seat.ended")
def seats_change_hands(troupe: Troupe) -> None:
    asking(troupe)(confidentiality=Confidentiality.BODY)
    seat = Seat.objects.get(body=troupe.bodies["steering"], organisation=troupe.organisations["HT"])
    coalitions.fill_seat(seat, troupe.people["Ruth"], by=troupe.by, at=LATER)
    coalitions.vacate_seat(Term.objects.get(person=troupe.people["Ruth"]), by=troupe.by, at=LATER)
    shelters = Seat.objects.get(body=troupe.bodies["steering"], organisation=troupe.organisations["OD"])
    coalitions.end_seat(shelters, by=troupe.by, at=LATER)


@story("coalitions.structure.set", "coalitions.term.called", "coalitions.term.renewed", "coalitions.seat.filled")
def a_body_agrees_how_it_works(troupe: Troupe) -> None:
    steering = troupe.bodies["steering"]
    coalitions.set_structure(steering, term_months=1, renewals=1, place="Harbour Hall", by=troupe.by, at=THEN)
    coalitions.set_structure(steering, term_months=1, renewals=1, seats=9, by=troupe.by, at=LATER)
    seat = Seat.objects.get(body=steering, organisation=troupe.organisations["HT"])
    term = coalitions.fill_seat(seat, troupe.people["Ruth"], by=troupe.by, at=LATER)
    assert call_due(troupe.coalition.pk, LATER) == 1
    term.refresh_from_db()
    coalitions.renew_term(term, by=troupe.by, at=LATER)


@story(
    "coalitions.parcel.asked", "coalitions.parcel.packed", "coalitions.parcel.failed", "coalitions.coalition.exported"
)  # fmt: skip
def everything_is_taken_along(troupe: Troupe) -> None:
    packed = take_along(by=troupe.by, at=THEN)
    pack_parcel.call(coalition=str(troupe.coalition.pk), parcel=str(packed.pk))
    left = take_along(by=troupe.by, at=THEN)
    sweep_parcels(troupe.coalition.pk, THEN + timedelta(hours=3))
    left.refresh_from_db()
    assert left.state == ParcelState.FAILED
    taken_by_operator(troupe.coalition, by=the_rule(troupe.coalition.pk), at=THEN)


# ── decisions ──


@story(
    "governing.question.drafted",
    "governing.question.edited",
    "governing.question.opened",
    "governing.question.moved",
)
def a_question_is_put(troupe: Troupe) -> None:
    by = tenants(troupe)
    draft = governing.draft_question(
        body=troupe.bodies["steering"], title="Shall we?", lede="Yes.", by=by, at=OPENS, closes_at=CLOSES
    )
    governing.edit_question(draft, by=by, at=OPENS, title="Shall we really?", text="At length.")
    opened = governing.open_question(draft, by=by, at=OPENS)
    governing.move_closing(opened, CLOSES + timedelta(days=1), by=by, at=LATER)


@story("governing.question.withdrawn")
def questions_are_withdrawn(troupe: Troupe) -> None:
    by, asks = tenants(troupe), asking(troupe)
    opened = asks()
    say(troupe, opened, OD="yes")
    governing.withdraw_question(opened, why="It rained.", by=by, at=LATER)
    draft = governing.draft_question(
        body=troupe.bodies["steering"], title="Or?", lede="Or not.", by=by, at=OPENS
    )
    governing.withdraw_question(draft, by=by, at=LATER)


@story(
    "governing.vote.cast",
    "governing.question.reminded",
    "governing.question.closed",
    "coalitions.member.changed",
)
def a_question_is_answered_and_closed(troupe: Troupe) -> None:
    """With an effect: when it carries, the gardens become a member."""
    join(troupe, "Quay Gardens", Sector.CITIZEN, state=MembershipState.PROSPECT)
    gardens = membership(troupe, "QG")
    opened = asking(troupe)(effect="coalitions.member.admitted", effect_target=gardens.pk)
    say(troupe, opened, HT="yes", OD="no", HH="yes")
    governing.cast_vote(opened, Choice.YES, why="We slept on it.", by=shelter(troupe), at=LATER)
    governing.remind_voters(opened, by=the_rule(troupe.coalition.pk), at=CLOSES - timedelta(hours=20))
    close(opened)
    gardens.refresh_from_db()
    assert gardens.state == MembershipState.MEMBER


@story(
    "governing.objection.raised", "governing.objection.answered", "governing.objection.integrated",
    "governing.objection.withdrawn",
)  # fmt: skip
def objections_come_and_are_settled(troupe: Troupe) -> None:
    opened, by = asking(troupe)(), tenants(troupe)
    objection = governing.raise_objection(
        opened, concern="Too much.", change="Half of it.", by=shelter(troupe), at=LATER
    )
    governing.reply_to(objection, "Half will not do.", by=by, at=LATER)
    governing.integrate_change(objection, by=by, at=LATER, lede="Half of it, then.", text="In short.")
    second = governing.raise_objection(
        opened, concern="Still too much.", change="A third.", by=shelter(troupe), at=LATER
    )
    governing.withdraw_objection(second, by=shelter(troupe), at=LATER)
    assert Question.objects.get(pk=opened.pk).lede == "Half of it, then."


# ── the network ──


@story("network.tie.reported", "network.tie.ended", "network.tie.restored")
def ties_are_said_and_ended(troupe: Troupe) -> None:
    by, other = tenants(troupe), troupe.organisations["OD"]
    tie = report_tie(other, level=3, contact="weekly", source="a walk", by=by, at=THEN)
    tie = report_tie(other, level=4, by=by, at=LATER)
    end_tie(tie, by=by, at=LATER)
    before = {"level": 4, "contact": "weekly", "ended": False}
    take_word_back(tie, before, by.of, by=by, at=LATER)


TABLES = {
    Kind.ORGANISATIONS: "name,sector,place\nOpen Door Shelter,nonprofit,Saltmere\nBoat School,citizen,Saltmere\n",
    Kind.PEOPLE: "name,e-mail,organisation,may vote\nBo Boat,bo@example.org,Boat School,yes\n",
    Kind.TIES: "from,to,level\nBoat School,Open Door Shelter,coordination\n"
    "Open Door Shelter,Dock Road Traders,networking\n",
}


@story("network.roster.imported", "network.roster.taken_back")
def a_roster_comes_in_and_goes_again(troupe: Troupe) -> None:
    report_tie(troupe.organisations["DR"], level=2, by=shelter(troupe), at=THEN)
    draft = drafts.make({kind: read(text) for kind, text in TABLES.items()}, by=troupe.by, at=THEN)
    for state in (DraftState.CHECKING, DraftState.RUNNING):
        assert drafts.claim(draft, state)
        drafts.work_on(draft, at=THEN)
    found: Any = RosterDraft.objects.get(pk=draft.pk)
    assert found.state == DraftState.DONE, (found.state, found.found)
    take_roster_back(Entry.objects.get(pk=found.entry), by=troupe.by, at=THEN + timedelta(minutes=2))


# ── stories of single wings: they are kept by being read ──

from tests.acts import (  # noqa: E402, F401
    stories_ballots,
    stories_conduct,
    stories_floor,
    stories_meetings,
    stories_rulebook,
    stories_rules,
)
