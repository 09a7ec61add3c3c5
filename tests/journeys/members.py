"""Harbour Homes on the day it is founded, and what its people do again and again: put forward, answer, wait."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from comity.base.clock import now
from comity.coalitions.acts import add_member, create_body, fill_seat, found_coalition, give_seat
from comity.coalitions.models import Body, BodyKind, MembershipState, Role
from comity.people.acts import register_organisation
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join, oneself, person
from tests.journeys.hand import PHONE, Hand
from tests.journeys.harbour import at_her_desk
from tests.journeys.post import Post

MEMBERS = [
    ("Harbour Tenants’ Union", Sector.CITIZEN, "Amina Haddad"),
    ("Open Door Shelter", Sector.NONPROFIT, "Marta Lind"),
    ("Harbour Health Service", Sector.PUBLIC, "Okafor Eze"),
    ("Dock Road Traders", Sector.PRIVATE, "Henk Baas"),
    ("Quay Street School", Sector.PUBLIC, "Lena Osei"),
    ("Elders of Pier Street", Sector.CITIZEN, "Ruth Aldous"),
    ("Saltmere Night Kitchen", Sector.NONPROFIT, "Tomas Reyes"),
]
BODIES = {
    "Steering committee": (BodyKind.STRATEGIC, ("HT", "OD", "HH", "DR", "QS")),
    "Executive committee": (BodyKind.EXECUTIVE, ("HT", "OD", "DR")),
}
CHAIR, YOUTH = "OD", "Ropewalk Youth Club"
#: as the post's page waits on a machine that has other things to do
PATIENCE = 60_000


def founded() -> Troupe:
    """Seven members, two committees that the shelter chairs, a youth club that would like to join; and no rules yet."""
    people = {name: person(name) for _group, _sector, name in MEMBERS}
    amina = people["Amina Haddad"]
    coalition = found_coalition(
        name="Harbour Homes Together", place="Saltmere", zone="Europe/Berlin", officers_need_second_factor=False,
        by=oneself(amina), at=THEN,
    )  # fmt: skip
    assembly = Body._base_manager.get(coalition=coalition, kind=BodyKind.ASSEMBLY)
    troupe = Troupe(coalition, assembly, amina)
    voters = {}
    for name, sector, who in MEMBERS:
        voters[join(troupe, name, sector, people[who]).initials] = people[who]
    for name, (kind, marks) in BODIES.items():
        body = create_body(name=name, kind=kind, by=troupe.by, at=THEN)
        for mark in marks:
            with troupe.scope():
                seat = give_seat(body, troupe.organisations[mark], by=troupe.by, at=THEN)
                role = Role.CHAIR if mark == CHAIR else Role.MEMBER
                fill_seat(seat, voters[mark], role=role, by=troupe.by, at=THEN)
    club = register_organisation(name=YOUTH, sector=Sector.CITIZEN, by=troupe.by, at=THEN)
    add_member(club, state=MembershipState.PROSPECT, by=troupe.by, at=THEN)
    return troupe


class Members:
    """The people of Harbour Homes, each by first name, at desks and with phones."""

    def __init__(self, troupe: Troupe, sit_down: Callable[..., Hand], post: Post, later: Callable[..., None]) -> None:
        self.troupe, self.sit_down, self.post, self.later = troupe, sit_down, post, later
        self.desks: dict[str, Hand] = {}
        self.phones: dict[str, Hand] = {}

    # ── where they are ──

    def at(self, name: str, hat: str = "", *, page: str = "") -> Hand:
        """At a desk, on that page of the coalition (its own, unless named), wearing that hat (the organisation's)."""
        fresh = at_her_desk(self.sit_down, self.troupe, name)
        fresh.page.context.set_default_timeout(PATIENCE)
        if hat:
            fresh.page.locator("header .hats summary").click()
            fresh.tap(hat, within=fresh.page.locator("header .hats"))
        if page:
            fresh.page.goto(page)
        return fresh

    def go(self, hand: Hand, where: str) -> None:
        """By the navigation at the side, whatever waits there."""
        hand.page.get_by_role("navigation").get_by_role("link", name=where).first.click()
        hand.page.wait_for_load_state("domcontentloaded")

    def phone(self, name: str) -> Hand:
        if name not in self.phones:
            self.phones[name] = self.sit_down(**PHONE)
            self.phones[name].page.context.set_default_timeout(PATIENCE)
        return self.phones[name]

    def wait(self, **time: float) -> None:
        """Time passes, and the post goes round."""
        self.later(timedelta(**time))
        self.post.deliver()

    # ── what they do ──

    def put_forward(
        self, hand: Hand, title: str, lede: str, kind: str, body: str, *, amount: str = "", follows: str = ""
    ) -> None:
        """One question a page, until the check."""
        self.go(hand, "Decisions")
        hand.follow("Put something forward")
        hand.write("The question", title)
        hand.write("In one or two sentences", lede)
        onward(hand, pages=2)
        hand.tick(kind)
        if amount:
            hand.write("How much money is it?", amount)
        onward(hand)
        hand.tick(body)
        onward(hand, pages=2)
        if follows:
            hand.choose("What follows if it is agreed?", follows)
        onward(hand)
        assert hand.heading == "Check the question before you ask it"

    def asked(self, name: str) -> Hand:
        """The newest mail that asks somebody, on the phone."""
        address = self.troupe.people[name].email
        return self.post.newest(address, "governing.opened", deliver=False).open(self.phone(name))

    def answer(self, said: str, *names: str, button: str = "Confirm our answer", why: str = "") -> None:
        """Each of them from the mail, in two taps."""
        for name in names:
            hand = self.asked(name)
            hand.follow(said)
            if why:
                hand.write("Why?", why)
            hand.tap(button)
            assert hand.heading == f"You answered “{said}”."

    def mark(self, name: str, **marks: Any) -> Hand:
        """A ballot of options: `mark("Marta", ranks=["Ann", "Ben"])`, `mark("Marta", ticks=["Bus"])`."""
        hand = self.asked(name)
        hand.follow("Fill in our ballot")
        for rank, option in enumerate(marks.get("ranks", ()), 1):
            hand.write(option, str(rank))
        for option in marks.get("ticks", ()):
            hand.tick(option)
        hand.tap("Give our ballot")
        return hand

    def write_options(self, hand: Hand, *options: tuple[str, str]) -> None:
        """From the check: the draft is kept, and what there is to choose from is written down."""
        hand.tap("Go on to the options")
        for place, (title, cost) in enumerate(options):
            hand.page.locator(f"[name=options-{place}-title]").fill(title)
            if cost:
                hand.page.locator(f"[name=options-{place}-cost]").fill(cost)
        hand.tap("Keep the options")


def onward(hand: Hand, *, pages: int = 1) -> None:
    """To the next page of a walk, by the button that shows."""
    for _page in range(pages):
        hand.page.locator("form .row", has=hand.page.get_by_role("button", name="Go on")).last.get_by_role(
            "button", name="Go on"
        ).click()
        hand.page.wait_for_load_state("domcontentloaded")


def in_days(days: int, hour: int = 18) -> str:
    """A moment as its field takes it."""
    return f"{now() + timedelta(days=days):%Y-%m-%d}T{hour:02d}:00"


def address(hand: Hand) -> str:
    """Where one is, to come back to."""
    return str(hand.page.evaluate("location.pathname"))
