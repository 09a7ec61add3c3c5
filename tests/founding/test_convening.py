"""The founding: called with the drafts, each has its time, doubts are settled, each approves, and it is one act."""

import re
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.audit.verify import verify
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.evidence import facts
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition, Membership, MembershipState, Stage
from comity.coalitions.standing import standing_of
from comity.core.advice.constituting import FoundingRule
from comity.founding.convening import acts
from comity.founding.convening.queries import founding_of, parties_table, reservations_table
from comity.founding.models import Convening, FoundingText, Kind, Party, Reservation
from comity.founding.writing.acts import begin_founding_text
from comity.meetings.models import AgendaItem, Invitation, Meeting, Reply
from comity.notices.models import Mail
from comity.people.models import Person, Sector
from comity.signatures.acts import decline_to_sign, sign
from comity.signatures.models import Sheet
from comity.texts.acts import suggest, write_version
from tests.cast import THEN, Troupe, join, person
from tests.founding.stage import hat, say
from tests.founding.test_brief import CLOSES, DAY, adopted, answer_all
from tests.founding.test_mission import wear
from tests.governing.stage import signed_in

pytestmark = pytest.mark.row("F11")
#: the day after the brief was adopted; the meeting; the day after it
NOW, MEETS = CLOSES + DAY, CLOSES + 20 * DAY
AFTER = MEETS + DAY
GUESTS = {"LB": ("Lower Bank", Sector.PRIVATE, "Paul Kern"), "EM": ("Eastgate Mosque", Sector.CITIZEN, "Samir Aziz"),
          "FK": ("Ferry Kitchen", Sector.NONPROFIT, "Lotte Marsh")}  # fmt: skip


@pytest.fixture
def ready(founders: Troupe) -> Troupe:
    """All say yes, the brief is adopted, mission and structure are drafted."""
    for mark in founders.organisations:
        say(founders, mark)
    answer_all(founders, *founders.organisations)
    with founders.scope():
        brief = begin_founding_text(Kind.BRIEF, "Forty flats.", by=founders.by, at=THEN)
    adopted(founders, brief)
    with founders.scope():
        begin_founding_text(Kind.MISSION, "Nobody freezes at home.", by=founders.by, at=CLOSES)
        begin_founding_text(Kind.STRUCTURE, "An assembly and a committee.", by=founders.by, at=CLOSES)
    return founders


@pytest.fixture
def sent(ready: Troupe) -> Convening:
    """Three founders and three guests are invited; three approvals and half of all invited found it."""
    return called(ready)


def called(troupe: Troupe, **given: Any) -> Convening:
    """Prepared, three guests invited, and sent."""
    with troupe.scope():
        thing = acts.prepare_convening(**{"starts_at": MEETS, "place": "School hall"} | given, by=troupe.by, at=NOW)
        for name, sector, contact in GUESTS.values():
            email = f"{contact.split()[0].lower()}@guest.example"
            new = {"name": name, "sector": sector}
            acts.invite_party(thing, new=new, contact=contact, email=email, by=troupe.by, at=NOW)
        return acts.send_convening(thing, by=troupe.by, at=NOW)


def guest(troupe: Troupe, thing: Convening, mark: str, at: Any = AFTER) -> Any:
    """The capacity of who answers for a guest."""
    with troupe.scope():
        party = party_of(thing, mark)
        mail = Mail.objects.filter(to=f"{GUESTS[mark][2].split()[0].lower()}@guest.example").first()
        assert mail is not None
    return troupe.hat(Person.objects.get(pk=mail.person), party.organisation, at=at)


def party_of(thing: Convening, mark: str) -> Party:
    rows = Party.objects.filter(convening=thing, removed_at=None).select_related("organisation", "convening__coalition")
    return next(one for one in rows if one.organisation.initials == mark)


def opened(troupe: Troupe, thing: Convening) -> Convening:
    with troupe.scope():
        return acts.open_approval(thing, by=troupe.by, at=AFTER)


def approve(troupe: Troupe, thing: Convening, *marks: str) -> None:
    """These founders and guests sign."""
    with troupe.scope():
        thing = Convening.objects.select_related("sheet__coalition", "coalition").get(pk=thing.pk)
        for mark in marks:
            by = guest(troupe, thing, mark) if mark in GUESTS else hat(troupe, mark)
            sign(thing.sheet, by=by, at=AFTER, typed=f"Signed for {mark}")  # type: ignore[arg-type]


def link_in(mail: Mail) -> str:
    found = re.search(r"https?://[^/]+(/a/[^\s>]+)", mail.text)
    assert found is not None, mail.text
    return found[1]


def mailed(mark: str, kind: str) -> Mail:
    to = f"{GUESTS[mark][2].split()[0].lower()}@guest.example"
    return Mail.objects.filter(kind=kind, to=to).latest("queued_at", "pk")


# ── before ──


def test_the_rule_counts_heads_and_shares() -> None:
    rule = FoundingRule(3, Fraction(1, 2))
    assert (rule.needed(4), rule.needed(7), rule.missing(approved=3, invited=7)) == (3, 4, 1)
    assert rule.missing(approved=9, invited=7) == 0
    assert FoundingRule(1, Fraction(0)).needed(0) == 1
    for wrong in ((0, Fraction(0)), (1, Fraction(3, 2))):
        with pytest.raises(ValueError):
            FoundingRule(*wrong)


def test_nobody_is_convened_before_checklist_brief_mission_and_structure_are_there(founders: Troupe) -> None:
    def refused(why: str) -> None:
        with founders.scope(), pytest.raises(Refused, match=why):
            acts.prepare_convening(starts_at=MEETS, by=founders.by, at=NOW)

    refused("start-up checklist")
    for mark in founders.organisations:
        say(founders, mark)
    refused("brief is not adopted")
    answer_all(founders, *founders.organisations)
    with founders.scope():
        brief = begin_founding_text(Kind.BRIEF, "Forty flats.", by=founders.by, at=THEN)
    adopted(founders, brief)
    refused("not drafted yet")
    with founders.scope():
        begin_founding_text(Kind.MISSION, "Nobody freezes.", by=founders.by, at=CLOSES)
        begin_founding_text(Kind.STRUCTURE, "Two bodies.", by=founders.by, at=CLOSES)
        with pytest.raises(Refused, match="kept by the assembly"):
            acts.prepare_convening(starts_at=MEETS, by=hat(founders, "NS"), at=NOW)
        with pytest.raises(ValidationError):
            acts.prepare_convening(starts_at=THEN, by=founders.by, at=NOW)
        acts.prepare_convening(starts_at=MEETS, by=founders.by, at=NOW)
    refused("under way, or done")


def test_the_meeting_is_made_from_the_drafts_and_gives_each_its_time(ready: Troupe) -> None:
    thing = called(ready, minutes_each=7, caller=ready.organisations["YC"])
    with ready.scope():
        meeting = Meeting.objects.get()
        items = list(AgendaItem.objects.filter(meeting=meeting).order_by("place"))
        assert meeting.title == "Founding meeting" and meeting.state == "called" and meeting.place == "School hall"
        assert items[1].title.startswith("Introductions") and items[1].minutes == 42, "six, seven minutes each"
        assert [one.title for one in items[2:4]] == ["The mission", "The structure"]
        assert (thing.mission_number, thing.structure_number, thing.caller_name) == (1, 1, "Youth Club")
        assert Invitation.objects.count() == 3, "members are called by the meeting itself"
        assert list(verify(ready.coalition.pk)) == []
    mails = Mail.objects.filter(kind="founding.invited")
    assert {mail.to for mail in mails} == {"paul@guest.example", "samir@guest.example", "lotte@guest.example"}
    assert "Youth Club invites Lower Bank" in mailed("LB", "founding.invited").text


def test_guests_are_entered_as_invited_and_known_ones_are_taken_from_the_list(ready: Troupe) -> None:
    known = join(ready, "City Library", Sector.PUBLIC, person("Mina Roth"), state=MembershipState.PROSPECT)
    bare = join(ready, "Night Bus Watch", Sector.CITIZEN, state=MembershipState.PROSPECT)
    with ready.scope():
        thing = acts.prepare_convening(starts_at=MEETS, by=ready.by, at=NOW)
        acts.invite_party(thing, organisation=known, by=ready.by, at=NOW)
        with pytest.raises(ValidationError, match="invited already"):
            acts.invite_party(thing, organisation=known, by=ready.by, at=NOW)
        with pytest.raises(ValidationError, match="Who answers"):
            acts.invite_party(thing, organisation=bare, by=ready.by, at=NOW)
        with pytest.raises(ValidationError, match="name a new one"):
            acts.invite_party(thing, new={"name": " "}, by=ready.by, at=NOW)
        assert Membership.objects.get(organisation=known).state == MembershipState.INVITED
        party = Party.objects.get(organisation=known)
        acts.remove_party(party, by=ready.by, at=NOW)
        assert not Party.objects.filter(organisation=known, removed_at=None).exists()
        acts.invite_party(thing, organisation=known, by=ready.by, at=NOW)
        with pytest.raises(Refused, match="Founders are part"):
            acts.remove_party(Party.objects.filter(founder=True).first(), by=ready.by, at=NOW)  # type: ignore[arg-type]
        acts.send_convening(thing, by=ready.by, at=NOW)
        with pytest.raises(Refused):
            acts.remove_party(Party.objects.get(organisation=known), by=ready.by, at=NOW)
        late = {"name": "Late Choir", "sector": Sector.CITIZEN}
        acts.invite_party(thing, new=late, contact="Ida", email="ida@guest.example", by=ready.by, at=NOW)
    assert Mail.objects.filter(kind="founding.invited", to="ida@guest.example").exists(), "it goes out at once"


# ── by the mail ──


def test_a_guest_reads_the_drafts_answers_introduces_itself_and_doubts_by_the_link(
    ready: Troupe, sent: Convening
) -> None:
    link, stranger = link_in(mailed("EM", "founding.invited")), Client()
    with stopped_at(NOW + DAY):
        page = stranger.get(link).content.decode()
        assert "Nobody freezes at home." in page and "An assembly and a committee." in page
        with ready.scope():
            assert party_of(sent, "EM").reply == "", "opening it changes nothing"
        assert stranger.post(link, {"do": "come"}).status_code == 422
        assert stranger.post(link, {"do": "come", "reply": "coming", "deputy": "Imam Aziz"}).status_code == 302
        assert stranger.post(link, {"do": "introduce"}).status_code == 422, "nothing was said"
        said = {"motivation": "Our elders freeze.", "questions": "Who pays?", "expectations": "Respect."}
        assert stranger.post(link, {"do": "introduce", **said}).status_code == 302
        assert stranger.post(link, {"do": "reserve", "words": "Fridays are holy to us."}).status_code == 302
        assert stranger.post(link, {"do": "sign", "typed": "S. Aziz"}).status_code == 200, "nothing to sign yet"
        inside = stranger.get(reverse("founding:convening", args=[ready.coalition.slug]))
        assert inside.status_code in (302, 404), "the link opens this page alone"
    with ready.scope():
        party = party_of(sent, "EM")
        assert (party.reply, party.deputy, party.motivation) == ("coming", "Imam Aziz", "Our elders freeze.")
        row = Reservation.objects.select_related("person", "organisation").get()
        assert row.words == "Fridays are holy to us." and row.said_for == "Eastgate Mosque"
        assert list(verify(ready.coalition.pk)) == []
    assert Mail.objects.filter(kind="founding.news", subject__contains="has a reservation").exists()


def test_a_member_answers_in_one_place_and_the_meeting_knows_it(ready: Troupe, sent: Convening) -> None:
    with ready.scope():
        party = party_of(sent, "NS")
        acts.reply_to_invitation(party, Reply.AWAY, by=hat(ready, "NS"), at=NOW)
        assert Invitation.objects.get(organisation=party.organisation).reply == "away"
        with pytest.raises(Refused, match="speaks for itself"):
            acts.reply_to_invitation(party, Reply.COMING, by=hat(ready, "WC"), at=NOW)
        with pytest.raises(Refused):
            acts.reply_to_invitation(party, Reply.COMING, by=guest(ready, sent, "LB", NOW), at=NOW)


def test_in_the_round_each_is_heard_and_what_it_said_is_kept(ready: Troupe, sent: Convening) -> None:
    with ready.scope():
        party = party_of(sent, "FK")
        acts.introduce(party, motivation="Hot soup.", by=ready.by, at=MEETS)
        with pytest.raises(Refused):
            acts.introduce(party, motivation="Cold soup.", by=hat(ready, "NS"), at=MEETS)
        acts.hear_party(party, by=ready.by, at=MEETS)
        with pytest.raises(Refused, match="stands there already"):
            acts.hear_party(party, by=ready.by, at=MEETS)
        found = founding_of(sent)
        assert found.place_of(party.organisation_id).party.motivation == "Hot soup."  # type: ignore[union-attr]
        assert len(found.unheard) == 5
        standing = standing_of(ready.coordinator.pk, ready.coalition.pk, at=MEETS)
        fact = facts(standing, {"founding.introduced"})["founding.introduced"]
        assert (fact.count, fact.needed) == (1, 6)
        acts.hear_party(party, False, by=ready.by, at=MEETS)
        assert len(founding_of(sent).unheard) == 6


def test_a_reservation_is_closed_or_carried_openly_and_who_raised_it_hears(ready: Troupe, sent: Convening) -> None:
    with ready.scope():
        raiser = guest(ready, sent, "EM", NOW)
        first = acts.raise_reservation(party_of(sent, "EM"), "Fridays.", by=raiser, at=NOW)
        second = acts.raise_reservation(party_of(sent, "NS"), "Who pays?", by=hat(ready, "NS"), at=NOW)
        with pytest.raises(Refused):
            acts.settle_reservation(first, "closed", answer="Never mind.", by=hat(ready, "NS"), at=NOW)
        with pytest.raises(ValidationError, match="what answers it"):
            acts.settle_reservation(first, "closed", answer=" ", by=ready.by, at=NOW)
        acts.settle_reservation(first, "carried", answer="We meet on Mondays.", by=ready.by, at=NOW)
        acts.settle_reservation(second, "closed", answer="Answered in the round.", by=hat(ready, "NS"), at=NOW)
        with pytest.raises(Refused, match="settled already"):
            acts.settle_reservation(first, "closed", answer="x", by=ready.by, at=NOW)
        standing = standing_of(ready.coordinator.pk, ready.coalition.pk, at=NOW)
        assert [row[3] for row in reservations_table(standing)][1:] == ["carried", "closed"]
        acts.reopen_reservation(first, by=raiser, at=NOW)
        assert Reservation.objects.get(pk=first.pk).state == "open"
    told = Mail.objects.filter(kind="founding.news", to="samir@guest.example").get()
    assert "carried openly" in told.subject


# ── approval and constitution ──


def test_nobody_is_asked_to_approve_before_the_meeting(ready: Troupe, sent: Convening) -> None:
    with ready.scope(), pytest.raises(Refused, match="still to come"):
        acts.open_approval(sent, by=ready.by, at=NOW)
    thing = opened(ready, sent)
    with ready.scope():
        sheet = Sheet.objects.get()
        assert "Nobody freezes at home." in sheet.text and "An assembly and a committee." in sheet.text
        assert "3 organisations, and 50 % of all invited" in sheet.text
        assert thing.sheet == sheet and sheet.signatories.count() == 6
    asked = {mail.to for mail in Mail.objects.filter(kind="founding.approve")}
    assert {"paul@guest.example", "ines.faro@example.org"} <= asked and len(asked) == 6
    assert not Mail.objects.filter(kind="signatures.asked").exists(), "nobody gets two mails about it"


def test_a_guest_signs_from_the_mail_and_another_declines_with_a_reason(ready: Troupe, sent: Convening) -> None:
    opened(ready, sent)
    stranger = Client()
    with stopped_at(AFTER):
        sees = stranger.get(link_in(mailed("EM", "founding.approve"))).content.decode()
        assert "word for word" in sees
        assert stranger.post(link_in(mailed("EM", "founding.approve")), {"do": "sign", "typed": ""}).status_code == 422
        signed = stranger.post(
            link_in(mailed("EM", "founding.approve")), {"do": "sign", "typed": "S. Aziz", "at_home": "Our board"},
            follow=True,
        )  # fmt: skip
        assert "Signed. Thank you." in signed.content.decode()
        again = stranger.post(link_in(mailed("EM", "founding.approve")), {"do": "sign", "typed": "S. Aziz"})
        assert "has approved the founding" in again.content.decode()
        no = stranger.post(link_in(mailed("LB", "founding.approve")), {"do": "decline", "why": "Not this year."},
                           follow=True)  # fmt: skip
        assert "Thank you for saying why" in no.content.decode()
    with ready.scope():
        places = {place.party.name: place for place in founding_of(sent_again(sent)).places}
        assert places["Eastgate Mosque"].approved and places["Lower Bank"].why == "Not this year."
        assert Membership.objects.get(organisation__name="Eastgate Mosque").state == MembershipState.INVITED
        assert list(verify(ready.coalition.pk)) == []


def sent_again(thing: Convening) -> Convening:
    found: Convening = Convening.objects.select_related("coalition", "meeting", "sheet").get(pk=thing.pk)
    return found


def test_who_is_not_asked_signs_nothing_and_outsiders_see_no_other_sheet(ready: Troupe, sent: Convening) -> None:
    thing = opened(ready, sent)
    other = join(ready, "Not Asked", Sector.CITIZEN, person("Nora Novak"), state=MembershipState.PROSPECT)
    with ready.scope():
        assert thing.sheet is not None
        by = ready.hat(ready.people["Nora"], other)
        with pytest.raises(Refused, match="do not belong"):
            sign(thing.sheet, by=by, at=AFTER, typed="Nora")
        with pytest.raises(Refused, match="do not belong"):
            decline_to_sign(thing.sheet, why="x", by=by, at=AFTER)


def test_it_is_constituted_once_the_rule_is_met_as_one_act(ready: Troupe, sent: Convening) -> None:
    thing = opened(ready, sent)
    with ready.scope():
        acts.raise_reservation(party_of(thing, "EM"), "Fridays.", by=guest(ready, thing, "EM"), at=AFTER)
        decline_to_sign(thing.sheet, why="Not yet.", by=guest(ready, thing, "LB"), at=AFTER)  # type: ignore[arg-type]
    approve(ready, thing, "WC", "NS")
    with ready.scope(), pytest.raises(Refused, match="1 approvals are still missing: 3 are needed, 2 are there"):
        acts.constitute(thing, by=ready.by, at=AFTER)
    with ready.scope():
        standing = standing_of(ready.coordinator.pk, ready.coalition.pk, at=AFTER)
        assert not facts(standing, {"founding.approvals"})["founding.approvals"].there
    approve(ready, thing, "EM")
    with ready.scope():
        standing = standing_of(ready.coordinator.pk, ready.coalition.pk, at=AFTER)
        found = facts(standing, {"founding.approvals", "founding.reservations"})
        assert found["founding.approvals"].there and not found["founding.reservations"].there
        with pytest.raises(Refused, match="Reservations are open: Eastgate Mosque"):
            acts.constitute(thing, by=ready.by, at=AFTER)
        acts.settle_reservation(Reservation.objects.get(), "carried", answer="Mondays.", by=ready.by, at=AFTER)
        with pytest.raises(Refused, match="kept by the assembly"):
            acts.constitute(thing, by=hat(ready, "NS"), at=AFTER)
        acts.constitute(thing, by=ready.by, at=AFTER)
        with pytest.raises(Refused, match="is constituted"):
            acts.constitute(thing, by=ready.by, at=AFTER)
        rows = Membership.objects.filter(state=MembershipState.MEMBER)
        members = set(rows.values_list("organisation__name", flat=True))
        assert members == {"Westside Clinic", "North School", "Youth Club", "Eastgate Mosque"}
        coalition = Coalition.objects.get(pk=ready.coalition.pk)
        assert coalition.stage == Stage.FORMATION and coalition.founded_on == AFTER.date()
        assert Sheet.objects.get().state == "closed"
        standing = standing_of(ready.coordinator.pk, ready.coalition.pk, at=AFTER)
        with stopped_at(AFTER):
            found = facts(standing, {"founding.approvals", "founding.reservations", "founding.convening"})
        assert all(one.there for one in found.values()) and len(found) == 3
        assert list(verify(ready.coalition.pk)) == []
    assert Mail.objects.filter(kind="founding.news", to="paul@guest.example", subject__contains="constituted").exists()


def test_who_declined_can_come_later_on_the_same_words(ready: Troupe, sent: Convening) -> None:
    thing = opened(ready, sent)
    with ready.scope():
        decline_to_sign(thing.sheet, why="Not yet.", by=guest(ready, thing, "LB"), at=AFTER)  # type: ignore[arg-type]
    approve(ready, thing, "WC", "NS", "YC")
    with ready.scope():
        acts.constitute(thing, by=ready.by, at=AFTER)
        with pytest.raises(Refused, match="has approved"):
            acts.ask_later(party_of(thing, "WC"), by=ready.by, at=AFTER)
        acts.ask_later(party_of(thing, "LB"), by=ready.by, at=AFTER + DAY)
        with pytest.raises(Refused, match="asked already"):
            acts.ask_later(party_of(thing, "LB"), by=ready.by, at=AFTER + DAY)
        with pytest.raises(Refused, match="by its signature"):
            acts.join_later(party_of(thing, "LB"), by=the_rule(ready.coalition.pk), at=AFTER + DAY)
        texts = set(Sheet.objects.values_list("mark", flat=True))
        assert Sheet.objects.count() == 2 and len(texts) == 1, "the same words"
    with stopped_at(AFTER + 2 * DAY):
        answer = Client().post(link_in(mailed("LB", "founding.approve")), {"do": "sign", "typed": "P. Kern"})
    assert answer.status_code == 302
    with ready.scope():
        assert Membership.objects.get(organisation__name="Lower Bank").state == MembershipState.MEMBER
        assert party_of(thing, "LB").joined_at == AFTER + 2 * DAY
        assert list(verify(ready.coalition.pk)) == []


def test_a_founding_that_is_given_up_tells_all_why_and_another_can_begin(ready: Troupe, sent: Convening) -> None:
    thing = opened(ready, sent)
    with ready.scope():
        with pytest.raises(ValidationError):
            acts.drop_convening(thing, why=" ", by=ready.by, at=AFTER)
        acts.drop_convening(thing, why="Too early.", by=ready.by, at=AFTER)
        assert Sheet.objects.get().state == "called-off"
        acts.prepare_convening(starts_at=AFTER + 30 * DAY, by=ready.by, at=AFTER)
    assert "Too early." in mailed("FK", "founding.news").text


def test_the_silent_are_reminded_once_a_day(ready: Troupe, sent: Convening) -> None:
    with ready.scope():
        acts.reply_to_invitation(party_of(sent, "EM"), Reply.COMING, by=guest(ready, sent, "EM", NOW), at=NOW)
        before = Mail.objects.filter(kind="founding.invited").count()
        acts.remind_parties(sent, by=ready.by, at=NOW + DAY)
        assert Mail.objects.filter(kind="founding.invited").count() == before + 5
        with pytest.raises(ValidationError, match="today"):
            acts.remind_parties(sent, by=ready.by, at=NOW + DAY)
    opened(ready, sent)
    approve(ready, sent, "WC", "EM")
    with ready.scope():
        acts.remind_parties(sent, by=ready.by, at=AFTER + DAY)
    assert mailed("LB", "founding.approve").subject.startswith("Lower Bank has not answered yet")


# ── pages ──


def test_the_pages_lead_from_what_comes_first_to_the_document(
    ready: Troupe, django_assert_max_num_queries: Any
) -> None:
    ines, tomas = signed_in(ready.people["Ines"]), signed_in(ready.people["Tomas"])
    slug = ready.coalition.slug

    def at(name: str, *args: Any) -> str:
        return reverse(f"founding:{name}", args=[slug, *args])

    with stopped_at(NOW):
        wear(ines, ready)
        assert "Call the founding meeting" in ines.get(at("convening")).content.decode()
        assert tomas.get(at("new-convening")).status_code == 403
        day = (MEETS).strftime("%Y-%m-%dT%H:%M")
        made = {"starts_at": day, "minutes": 120, "minutes_each": 5, "at_least": 3, "share": 50}
        assert ines.post(at("new-convening"), made).status_code == 302
        guest_ = {"name": "Lower Bank", "sector": "private", "contact": "Paul Kern", "email": "paul@guest.example"}
        assert ines.post(at("invite-party"), {"name": "No sector"}).status_code == 422
        assert ines.post(at("invite-party"), guest_).status_code == 302
        page = ines.get(at("convening")).content.decode()
        assert "Lower Bank" in page and "Send the invitations" in page
        assert ines.post(at("send-convening"), {}).status_code == 302
        assert "Raise one" in tomas.get(at("convening")).content.decode()
        assert tomas.post(at("reserve"), {"words": "Who pays?"}).status_code == 302
    with stopped_at(AFTER):
        assert ines.post(at("open-approval"), {}).status_code == 302
        with ready.scope():
            thing = Convening.objects.get()
            party = party_of(thing, "LB")
        assert ines.post(at("hear-party", party.pk)).status_code == 302
        approve(ready, thing, "WC", "NS", "YC")
        assert ines.get(at("constitute")).status_code == 409, "a reservation is open"
        with ready.scope():
            row = Reservation.objects.get()
        assert "Who pays?" in ines.get(at("settle-reservation", row.pk)).content.decode()
        settled = {"outcome": "carried", "answer": "All of us."}
        assert ines.post(at("settle-reservation", row.pk), settled).status_code == 302
        assert ines.post(at("constitute"), {}).status_code == 302
        with django_assert_max_num_queries(12):
            page = ines.get(at("convening")).content.decode()
        assert "is founded" in page and "Ask once more" in page
        paper = ines.get(at("founding-document")).content.decode()
    assert "Signed for YC" in paper and "All of us." in paper and "Constituted on" in paper
    with ready.scope():
        standing = standing_of(ready.coordinator.pk, ready.coalition.pk, at=AFTER)
        assert len(list(parties_table(standing))) == 5


def test_groups_of_the_community_draft_the_structure(ready: Troupe) -> None:
    with ready.scope():
        structure = FoundingText.objects.select_related("text").get(kind=Kind.STRUCTURE)
        assert structure.text is not None
        with pytest.raises(Refused, match="groups of the community"):
            write_version(structure.text, words="Clinics decide.", by=hat(ready, "NS"), at=CLOSES)
        suggest(structure.text, words="Schools decide.", by=hat(ready, "NS"), at=CLOSES)
        assert not shown_plan(ready)
        write_version(structure.text, words="Neighbours decide.", by=hat(ready, "YC"), at=CLOSES)
    adopted(ready, structure)
    with ready.scope():
        assert shown_plan(ready)


def shown_plan(troupe: Troupe) -> bool:
    standing = standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=CLOSES)
    return facts(standing, {"founding.plan"})["founding.plan"].there
