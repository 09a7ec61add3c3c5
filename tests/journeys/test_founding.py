"""Two organisations found a coalition from nothing: brief, mission, meeting, five signatures, twelve endorsements."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django_scopes import scope

from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.coalitions.acts import change_settings, enter_organisation, give_mandate
from comity.coalitions.models import Body, Coalition, Membership, MembershipState, Power, Stage
from comity.coalitions.standing import capacities, standing_of
from comity.core.advice.readiness import Answer, Question
from comity.core.ballots.types import Choice
from comity.founding.acts import answer_checklist
from comity.founding.convening import acts as founding
from comity.founding.models import Convening, Endorsement, FoundingText, Party
from comity.governing.acts import cast_vote
from comity.people.models import Organisation, Person, Sector
from comity.signatures.acts import sign
from tests.cast import person
from tests.journeys.conftest import Later, SitDown
from tests.journeys.hand import FINGER, PHONE, Hand
from tests.journeys.post import Post
from tests.journeys.test_own_coalition import NORA, OWN, signs_up, starts_a_coalition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("F2", "F11", "F12")]
HOUR = timedelta(hours=1)
PIET = "piet.vos@example.org"
#: those who are invited: name, sector, who answers for it, at which address
GUESTS = (
    ("Eastgate Mosque", "citizen", "Samir Aziz", "samir@guest.example"),
    ("Ferry Kitchen", "nonprofit", "Lotte Marsh", "lotte@guest.example"),
    ("Lock Keepers’ Café", "private", "Karl Fern", "karl@guest.example"),
    ("Weir Street Clinic", "public", "Mina Roth", "mina@guest.example"),
)  # fmt: skip
ANSWERS = ("No child goes hungry.", "Kitchens; no van.", "Reach; a day a week.", "Forty meals a day. Cooking.")


class Story:
    """The coalition that is being founded, and the hats of its people."""

    def __init__(self) -> None:
        self.coalition = Coalition.objects.get()
        self.slug = self.coalition.slug

    def hat(self, who: Person, of: Any = None) -> Capacity:
        """The capacity of somebody for an organisation or body."""
        standing = standing_of(who.pk, self.coalition.pk, at=now())
        return next(one for one in capacities(standing, name=who.name) if one.of == (of and of.pk))

    @property
    def nora(self) -> Person:
        return Person.objects.get(email=NORA)

    @property
    def by(self) -> Capacity:
        """Nora for the whole coalition."""
        with scope(coalition=self.coalition.pk):
            return self.hat(self.nora, Body.objects.get())

    @property
    def voices(self) -> list[Capacity]:
        """Who speaks for the two founders."""
        pairs = ((self.nora, OWN), (Person.objects.get(email=PIET), "Mill Town Council"))
        return [self.hat(who, Organisation.objects.get(name=name)) for who, name in pairs]

    def to(self, hand: Hand, path: str) -> None:
        hand.page.goto(f"/c/{self.slug}/founding/{path}")


def test_from_nothing_to_a_constituted_coalition(sit_down: SitDown, post: Post, later: Later) -> None:
    desk = sit_down()
    signs_up(desk, post)
    starts_a_coalition(desk)
    story = Story()
    desk.page.goto(f"/c/{story.slug}/found/")
    desk.sees("Answer the start-up checklist")
    print(f"{len(desk.fields)} fields before the first useful page: {desk.fields}")
    assert len(desk.fields) <= 12
    a_second_founder_comes(story)
    they_write_a_brief(desk, sit_down, story, post)
    they_adopt(desk, story, "brief", later, post)
    they_draft_mission_and_structure(desk, story)
    they_adopt(desk, story, "mission", later, post)
    they_call_the_meeting(desk, story)
    a_guest_answers_on_a_phone(sit_down, post)
    later(timedelta(days=1))
    they_meet_and_open_the_approval(desk, story)
    it_is_signed_from_the_mail_and_declined(sit_down, story, post)
    it_is_constituted(desk, story)
    twelve_endorse(desk, sit_down, story, post, later)


def a_second_founder_comes(story: Story) -> None:
    """Mill Town Council joins, Piet speaks for it; both say yes to all seven questions."""
    with scope(coalition=story.coalition.pk):
        change_settings(story.coalition, has_page=True, by=story.by, at=now())
        made = enter_organisation(name="Mill Town Council", sector=Sector.PUBLIC, by=story.by, at=now())
        give_mandate(person("Piet Vos"), organisation=made.organisation, powers=[Power.SPEAK, Power.VOTE, Power.SIGN],
                     by=story.by, at=now())  # fmt: skip
        for by in story.voices:
            answer_checklist(dict.fromkeys(Question, (Answer.YES, "")), by=by, at=now())


def for_all(desk: Hand) -> None:
    """Nora puts on the hat of the whole coalition."""
    desk.page.locator("summary.hat").click()
    desk.page.locator("button[value^='body:']").first.click()


def they_write_a_brief(desk: Hand, sit_down: SitDown, story: Story, post: Post) -> None:
    """Nora answers one question a page; Piet from the mail, on a phone without scripts; then all stand side by side."""
    story.to(desk, "brief/answer/")
    for number, words in enumerate(ANSWERS, start=1):
        desk.sees(f"Question {number} of 4")
        desk.write("Your answer", words)
        desk.tap("Keep it and go on")
    for_all(desk)
    story.to(desk, "brief/")
    desk.tap("Ask them by mail")
    phone = sit_down(**PHONE, java_script_enabled=False)
    post.newest(PIET, "founding.brief").open(phone).follow("Answer the four questions")
    phone.sees_not("Kitchens; no van.")
    for label in ("Which result", "What is strong", "What would this partnership", "Which objectives"):
        phone.write(label, f"Ours: {label}.")
    assert not phone.is_wide() and phone.height("Send the answers") >= FINGER
    phone.tap("Send the answers")
    phone.sees("Thank you")
    story.to(desk, "brief/")
    desk.sees("Kitchens; no van.")
    desk.follow("Begin the joint brief")
    assert "Ours: Which result." in desk.page.get_by_label("How should it read?").input_value()
    desk.tap("Begin it")
    desk.sees("Everybody can suggest changes now.")


def they_adopt(desk: Hand, story: Story, kind: str, later: Later, post: Post) -> None:
    """It is put to the vote; both say yes; once its time is over the worker closes it, and it holds."""
    story.to(desk, f"{kind}/")
    desk.follow("Put it to the vote")
    closes = (now() + 2 * HOUR).astimezone(story.coalition.tz).strftime("%Y-%m-%dT%H:%M")
    desk.write("Until when can they answer?", closes)
    desk.tap("Ask all members")
    desk.sees("All members are asked.")
    with scope(coalition=story.coalition.pk):
        text = FoundingText.objects.select_related("vote__coalition").get(kind=kind)
        for by in story.voices:
            cast_vote(text.vote, Choice.YES, by=by, at=now())  # type: ignore[arg-type]
    later(3 * HOUR)
    post.deliver()
    story.to(desk, f"{kind}/")
    desk.sees("Version 1 holds since")


def they_draft_mission_and_structure(desk: Hand, story: Story) -> None:
    """Both begin with a few words of Nora's."""
    drafts = {"mission": "Nobody in the valley goes to bed hungry.", "structure": "An assembly; a board."}
    for kind, words in drafts.items():
        story.to(desk, f"texts/{kind}/begin/")
        desk.write("How should it read?", words)
        desk.tap("Begin it")


def they_call_the_meeting(desk: Hand, story: Story) -> None:
    """Made from the drafts; four organisations are invited that are no members yet."""
    story.to(desk, "meeting/")
    desk.follow("Call the founding meeting")
    starts = (now() + 20 * HOUR).astimezone(story.coalition.tz).strftime("%Y-%m-%dT%H:%M")
    desk.write("When do you meet?", starts)
    desk.write("Where?", "Town hall", exact=False)
    desk.tap("Prepare it")
    for name, sector, contact, email in GUESTS:
        desk.follow("Invite an organisation")
        desk.write("Or a new one: its name", name)
        desk.page.get_by_label("Its sector").select_option(sector)
        desk.write("Who answers for it?", contact)
        desk.write("Their e-mail address", email)
        desk.tap("Invite it")
    desk.follow("Send the invitations")
    desk.tap("Send them")
    desk.sees("All are invited, each by mail.")


def a_guest_answers_on_a_phone(sit_down: SitDown, post: Post) -> None:
    """Samir reads both drafts, says that he comes, why, and what he doubts. He has no account."""
    phone = sit_down(**PHONE, java_script_enabled=False)
    post.newest("samir@guest.example", "founding.invited").open(phone).follow("Read the drafts and answer")
    phone.sees("Nobody in the valley goes to bed hungry.")
    phone.sees("An assembly; a board.")
    phone.tick("We are coming")
    assert not phone.is_wide() and phone.height("Send the answer") >= FINGER
    phone.tap("Send the answer")
    phone.sees("Thank you")
    phone.page.get_by_text("We have a reservation").click()
    phone.write("What do you have doubts about?", "Fridays are holy to us.")
    phone.tap("Raise it")


def they_meet_and_open_the_approval(desk: Hand, story: Story) -> None:
    """Each has its time; the doubt is carried openly; then each is asked in writing."""
    story.to(desk, "meeting/")
    with scope(coalition=story.coalition.pk):
        parties = list(Party.objects.select_related("convening__coalition", "organisation"))
    desk.tap("It had its time")
    desk.sees("had its time.")
    for party in parties:
        with scope(coalition=story.coalition.pk):
            party.refresh_from_db()
            if party.spoke_at is None:
                founding.hear_party(party, by=story.by, at=now())
    story.to(desk, "meeting/")
    desk.follow("Fridays are holy to us.")
    desk.tick("We carry it openly")
    desk.write("What answers it", "We meet on Mondays.")
    desk.tap("Settle it")
    desk.follow("Open the formal approval")
    desk.tap("Ask all to approve")
    desk.sees("All are asked to approve, each by mail.")


def it_is_signed_from_the_mail_and_declined(sit_down: SitDown, story: Story, post: Post) -> None:
    """Samir signs on his phone, Karl says why not; the founders and two more sign."""
    phone = sit_down(**PHONE, java_script_enabled=False)
    post.newest("samir@guest.example", "founding.approve").open(phone).follow("Read it and answer")
    phone.sees("What is approved, word for word")
    phone.write("Your name", "Samir Aziz")
    phone.tap("We approve")
    phone.sees("Signed. Thank you.")
    cafe = sit_down(**PHONE)
    post.newest("karl@guest.example", "founding.approve").open(cafe).follow("Read it and answer")
    cafe.page.get_by_text("We do not join now").click()
    cafe.write("Why not?", "We have just opened.")
    cafe.tap("Decline")
    cafe.sees("Thank you for saying why")
    with scope(coalition=story.coalition.pk):
        sheet: Any = Convening.objects.select_related("sheet__coalition").get().sheet
        guests = [
            story.hat(Person.objects.get(email=email), Organisation.objects.get(name=name))
            for name, _sector, _contact, email in (GUESTS[1], GUESTS[3])
        ]
        for by in (*story.voices, *guests):
            sign(sheet, by=by, at=now(), typed=by.person_name)


def it_is_constituted(desk: Hand, story: Story) -> None:
    """One act: five members, the next stage, and a document with all signatures."""
    story.to(desk, "meeting/")
    desk.sees("The founding rule is met.")
    desk.follow("Constitute it")
    desk.tap("Constitute it")
    desk.sees("is founded")
    with scope(coalition=story.coalition.pk):
        members = Membership.objects.filter(state=MembershipState.MEMBER)
        names = set(members.values_list("organisation__name", flat=True))
    assert names == {OWN, "Mill Town Council", "Eastgate Mosque", "Ferry Kitchen", "Weir Street Clinic"}
    assert Coalition.objects.get().stage == Stage.FORMATION
    desk.follow("Founding document")
    told = "5 of 6 invited organisations approved"
    for words in ("Samir Aziz", "We have just opened.", "Fridays are holy to us.", told):
        desk.sees(words)


def twelve_endorse(desk: Hand, sit_down: SitDown, story: Story, post: Post, later: Later) -> None:
    """One on a phone without scripts, eleven more; each confirms by mail."""
    story.to(desk, "mission/")
    desk.follow("Ask everybody")
    desk.write("How many do you want?", "12")
    desk.tap("Open the public page")
    phone = sit_down(**PHONE, java_script_enabled=False)
    phone.page.goto(f"/p/{story.slug}/mission/")
    later(timedelta(seconds=10))
    phone.write("Your name", "Ida Brook")
    phone.write("Your e-mail address", "ida@outside.example")
    phone.page.get_by_label("You belong to").select_option(index=1)
    phone.write("Where you live or work", "Weir Street")
    phone.tap("I stand behind it")
    phone.sees("One step is left.")
    post.newest("ida@outside.example", "founding.endorsement-key").open(phone).follow("Confirm that it was me")
    phone.tap("Yes, count me")
    phone.sees("You are counted.")
    began = phone.page.goto(f"/p/{story.slug}/mission/") and phone.page.locator("[name=began]").input_value()
    later(timedelta(seconds=10))
    for number in range(11):
        said = {"name": f"Neighbour {number}", "email": f"n{number}@outside.example", "group": "Public",
                "place": "Mill Town", "began": began}  # fmt: skip
        assert Client().post(f"/p/{story.slug}/mission/", said).status_code == 200
        letter = post.newest(f"n{number}@outside.example", "founding.endorsement-key")
        link = next(one for one in letter.links if "/endorsements/" in one)
        assert Client().post("/" + link.split("/", 3)[3]).status_code == 200
    with scope(coalition=story.coalition.pk):
        assert Endorsement.objects.filter(withdrawn_at=None).count() == 12
    desk.page.reload()
    desk.sees("of 12 that are wanted have signed and confirmed by mail")
