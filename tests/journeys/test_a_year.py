"""A year of Harbour Homes: its rules are agreed, and whatever happens after happens as they say."""

from datetime import timedelta

import pytest

from comity.base.clock import now
from tests.cast import Troupe
from tests.journeys.conftest import Later, SitDown
from tests.journeys.members import YOUTH, Members, address, founded, in_days
from tests.journeys.post import Post

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.row("G2", "G5", "G6", "G7", "G10", "G11", "G13", "G15"),
]
YARD = "Lend the yard to the night kitchen?"
BOOK = "/c/harbour-homes-together/rulebook/"


@pytest.fixture
def members(transactional_db: None, sit_down: SitDown, post: Post, later: Later) -> Members:
    troupe: Troupe = founded()
    return Members(troupe, sit_down, post, later)


def test_a_year(members: Members) -> None:
    agree_on_rules(members)
    say_something_together(members)
    spend_more_than_the_executive_may(members)
    elect_five(members)
    share_out_the_fund(members)
    advice = meet_with_too_few(members)
    yard = put_it_to_all(members, advice)
    settle_a_conflict(members, yard)
    take_it_up_again(members, yard)
    welcome_the_youth_club(members)


# ── spring: the rules ──


def agree_on_rules(members: Members) -> None:
    """Drafted from a preset, changed, adopted by the founders, and accepted or not, on record."""
    amina = members.at("Amina")
    members.go(amina, "Rulebook")
    amina.sees("There are no rules yet")
    amina.follow("Draft a rulebook")
    amina.tick("Ongoing coalition")
    amina.tap("Begin the draft")
    amina.follow("Change 1.1.1 Spending")
    amina.write("Up to which amount (empty: any)", "2,000")
    amina.tap("Keep this rule")
    amina.sees("Up to 2,000 EUR, Executive committee decides by simple majority.")
    amina.follow("Put it to the vote")
    amina.tick("Two thirds of all founding members agree")
    amina.write("Until when can organisations answer?", in_days(3))
    amina.tap("Put them to the vote")
    question = address(amina)
    members.post.deliver()
    members.answer("In favour", "Amina", "Marta", "Okafor", "Lena", "Ruth")
    members.answer("Against", "Henk", why="Two thousand is too little.")
    members.wait(days=4)
    amina.page.goto(question)
    amina.sees("Rulebook, version 1 comes into force. This was done when the question closed.")
    members.go(amina, "Rulebook")
    amina.tap("We accept them")
    amina.sees("It stands in the record.")
    henk = members.at("Henk", page=f"{BOOK}versions/1/accept/?say=no")
    henk.write("Why?", "Two thousand is too little.")
    henk.tap("Say so")
    members.go(amina, "Rulebook")
    amina.follow("What each member said")
    amina.sees("Declined")
    amina.sees("Two thousand is too little.")


def say_something_together(members: Members) -> None:
    """By consent: an objection halts it until its change is taken in; then all are asked anew."""
    amina = members.at("Amina")
    members.put_forward(
        amina, "Say in public: nobody loses a home this winter?",
        "We ask the town for a stop to evictions from November to March.", "What we say in public",
        "Steering committee",
    )  # fmt: skip
    amina.sees("consent: no open objection. Quorum: more than half of the organisations asked.")
    amina.tap("Open the question")
    question = address(amina)
    okafor = members.at("Okafor", page=question)
    okafor.tick("We object")
    okafor.tap("Check our ballot")
    okafor.write("What is your concern?", "From November our duty desk cannot carry it.")
    okafor.write("Which change would settle it?", "Ask for a stop from January to March.")
    okafor.tap("Go on", within=okafor.page.locator("form .row").last)
    okafor.sees("It halts the closing until it is settled")
    okafor.tap("Raise our objection")
    okafor.sees("Halts the closing")
    amina.page.goto(question)
    amina.sees("Halts the closing")
    amina.follow("Take the change in")
    amina.write("In one or two sentences", "We ask the town for a stop to evictions from January to March.")
    amina.tap("Put the question like this")
    members.post.deliver()
    members.answer("We agree", "Okafor", "Marta", "Lena", button="Give our ballot")
    members.wait(days=9)
    okafor = members.at("Okafor", page=question)
    okafor.sees("3 of 5 organisations answered, and none objects.")
    okafor.sees("Its change was taken in")
    okafor.sees("No share decides here, but that no objection stands.")


def spend_more_than_the_executive_may(members: Members) -> None:
    """Put to the executive, it goes up to the steering committee, and the page says why."""
    marta = members.at("Marta")
    members.put_forward(
        marta, "Buy a van for the night kitchen?", "A used one, with room for forty meals.", "Spending",
        "Executive committee", amount="7,400",
    )  # fmt: skip
    marta.sees("7,400 EUR")
    marta.sees("Executive committee may decide up to 2,000 EUR (clause 1.1.1); this is 7,400 EUR.")
    assert marta.reads("Who decides") == "Steering committee"
    marta.tap("Open the question")
    question = address(marta)
    members.post.deliver()
    members.answer("In favour", "Marta", "Okafor", "Lena")
    members.wait(days=12)
    henk = members.at("Henk", page=question)
    henk.sees("3 in favour; 2 were needed.")
    henk.sees("this is 7,400 EUR")


# ── summer: choosing ──


def elect_five(members: Members) -> None:
    """Five of seven, by a private ballot that is filled in from the mail; the result is told stage by stage."""
    amina = members.at("Amina", "General assembly")
    members.put_forward(
        amina, "Who speaks for us in the town’s housing forum?", "Five seats, for a year.", "Who fills a seat",
        "General assembly",
    )  # fmt: skip
    people = [one.name for one in members.troupe.people.values()]
    members.write_options(amina, *((name, "") for name in people))
    amina.sees("Before it can open: Say “How many are taken” in the details of the ballot.")
    amina.follow("Agree on the details of the ballot")
    amina.write("How many are taken", "5")
    amina.tick("Nobody")
    amina.tap("Vote in this way")
    amina.tap("Open the question")
    question = address(amina)
    members.post.deliver()
    ballots = {
        "Amina": ["Amina Haddad", "Ruth Aldous"],
        "Marta": ["Marta Lind", "Tomas Reyes"],
        "Okafor": ["Okafor Eze", "Lena Osei"],
        "Lena": ["Lena Osei", "Okafor Eze"],
        "Tomas": ["Marta Lind", "Tomas Reyes", "Ruth Aldous"],
    }
    for name, ranks in ballots.items():
        members.mark(name, ranks=ranks).sees("Your ballot is in")
    members.wait(days=16)
    ruth = members.at("Ruth", page=question)
    ruth.sees("5 of 7 organisations voted; 4 were needed.")
    elected = ruth.page.locator("main ol.list").first.inner_text().split("\n")
    assert elected[0] == "Marta Lind" and len(elected) == 5
    assert {"Amina Haddad", "Okafor Eze", "Lena Osei"} < set(elected)
    ruth.sees("Whoever reaches it is elected.")
    ruth.sees("How each organisation voted is not known to anyone.")


def share_out_the_fund(members: Members) -> None:
    """In equal shares of all who vote; the page says what is paid, and by how much of each share."""
    amina = members.at("Amina", "General assembly")
    members.put_forward(
        amina, "What do we do with the winter fund?", "15,000 from the town.", "Sharing out the budget",
        "General assembly",
    )  # fmt: skip
    members.write_options(
        amina, ("Night bus", "9500"), ("Warm lunches", "6400"), ("Damp meters", "2800"), ("Open doors", "1900")
    )
    amina.follow("Agree on the details of the ballot")
    amina.write("How much money is there?", "15000")
    amina.tap("Vote in this way")
    amina.tap("Open the question")
    question = address(amina)
    members.post.deliver()
    members.mark("Amina", ticks=["Warm lunches", "Damp meters"])
    members.mark("Marta", ticks=["Night bus", "Warm lunches"])
    members.mark("Okafor", ticks=["Warm lunches"])
    members.mark("Henk", ticks=["Open doors"])
    members.wait(days=16)
    henk = members.at("Henk", page=question)
    henk.sees("8,300 EUR of 15,000 EUR are spent; 6,700 EUR are left.")
    henk.sees("Wanted by 3 of 4 votes.")
    henk.sees("Open doors")


# ── autumn: a meeting, a conflict ──


def meet_with_too_few(members: Members) -> str:
    """All are told in time, two of five come: what they agree on is advice. Returns where it stands."""
    marta = members.at("Marta", "Steering committee")
    members.put_forward(
        marta, YARD, "On three nights a week, from October on.", "Plans and projects", "Steering committee"
    )
    marta.tap("Keep it as a draft")
    question = address(marta)
    members.go(marta, "Meetings")
    marta.follow("Plan a meeting")
    marta.write("When does it begin?", in_days(10))
    marta.write("Where?", "St Brigid’s hall")
    marta.tap("Plan it")
    meeting = address(marta)
    marta.follow("Bring an item")
    marta.tick("Decide")
    marta.write("What is it about?", YARD)
    marta.tap("Put it on the agenda")
    marta.follow("Question", within=marta.page.locator(".agenda .acts").first)
    marta.choose("Which question does it decide?", YARD)
    marta.tap("Save")
    marta.follow("Call the meeting")
    marta.sees("In time: the last day for telling")
    marta.tap("Send the agenda to all")
    starts = now().replace(hour=16, minute=5) + timedelta(days=10)  # five past six in Saltmere
    members.wait(seconds=(starts - now()).total_seconds())
    marta = members.at("Marta", "Steering committee", page=meeting)
    marta.follow("Open the meeting")
    marta.tap("Open the meeting")
    for mark, name in (("Open Door Shelter", "Marta Lind"), ("Harbour Tenants’ Union", "Amina Haddad")):
        marta.write(f"Who is here for {mark}?", name)
        marta.tap(f"Is here {mark}")
    marta.page.goto(f"{meeting}live/")
    marta.sees("Without quorum it can advise, not decide.")
    marta.tap("Take it up")
    marta.follow("Vote now")
    marta.sees("This will be advice. 2 organisations are here; 3 are needed.")
    marta.tap("Open the vote")
    members.post.deliver()
    members.answer("In favour", "Amina", "Marta")
    members.wait(hours=13)
    return question


def put_it_to_all(members: Members, advice: str) -> str:
    """The page of the advice leads to a binding vote on the same matter. Returns where that stands."""
    marta = members.at("Marta", page=advice)
    marta.sees("Too few organisations were there, so it could advise and not decide.")
    marta.sees("Advice: too few answered")
    marta.tap("Put it to a binding vote")
    assert marta.reads("Kind of matter") == "Plans and projects"
    marta.tap("Open the question")
    members.post.deliver()
    return address(marta)


def settle_a_conflict(members: Members, question: str) -> None:
    """Two sides clash over it: they tried themselves, it rests meanwhile, and both accept how it is settled."""
    henk = members.at("Henk")
    members.go(henk, "Conflicts")
    henk.follow("Open a case")
    henk.choose("With whom?", "Saltmere Night Kitchen")
    henk.write("What is it about?", "Noise in the yard at night")
    henk.write("What happened, as you see it?", "Deliveries begin at six, and the yard was full.")
    henk.write("What have you tried yourself?", "I spoke with Tomas twice.")
    henk.write("On which day?", f"{now() - timedelta(days=2):%Y-%m-%d}")
    henk.write("What came of it?", "We did not agree on the hours.")
    henk.choose("Which question does it concern?", YARD)
    henk.tap("Open the case")
    case = address(henk)
    okafor = members.at("Okafor", page=question)
    okafor.sees("Nothing in it can be opened or closed until then.")
    okafor.sees_not("Noise in the yard")
    tomas = members.at("Tomas", page=case)
    tomas.follow("Propose how to settle it")
    tomas.write("How can it be settled?", "We deliver until nine in the evening; Henk rings when it is too loud.")
    tomas.tap("Propose it")
    henk.page.goto(case)
    henk.follow("Give our answer")
    henk.tick("Yes, we accept it")
    henk.tap("Give our answer")
    henk.sees("Accepted by both sides")
    members.answer("In favour", "Amina", "Okafor", "Lena")
    okafor.page.reload()
    okafor.sees_not("Nothing in it can be opened or closed until then.")
    members.wait(days=13)
    okafor = members.at("Okafor", page=question)
    okafor.sees("3 in favour; 2 were needed.")


# ── winter: again, and onwards ──


def take_it_up_again(members: Members, question: str) -> None:
    """Without a ground it is refused with the reason; with new facts it comes back as a matter of its own."""
    lena = members.at("Lena", page=question)
    lena.follow("Ask to take it up again")
    lena.tick("Enough time has passed")
    lena.write("Why should it be taken up again?", "Our pupils cross the yard.")
    lena.tap("Ask to take it up again")
    lena.sees("Refused: Too little time has passed.")
    members.wait(days=20)
    lena = members.at("Lena", page=f"{question}again/")
    lena.tick("New facts")
    lena.write("Why should it be taken up again?", "Our pupils cross the yard.")
    lena.write("Since when are the new facts known?", f"{now() - timedelta(days=3):%Y-%m-%d}")
    lena.write("What are the new facts, and how can they be checked?", "The town closed the other way to school.")
    lena.tap("Ask to take it up again")
    lena.sees("That decision stands until this one is agreed.")


def welcome_the_youth_club(members: Members) -> None:
    """What was agreed is done when the vote closes: the club is a member."""
    amina = members.at("Amina", "General assembly")
    members.put_forward(
        amina, "Take in the Ropewalk Youth Club?", "They bring forty young people.", "Who belongs to us",
        "General assembly", follows=f"{YOUTH} becomes a member",
    )  # fmt: skip
    amina.tap("Open the question")
    question = address(amina)
    members.post.deliver()
    members.answer("In favour", "Amina", "Marta", "Okafor", "Lena", "Ruth")
    members.wait(days=16)
    ruth = members.at("Ruth", page=question)
    ruth.sees(f"{YOUTH} becomes a member. This was done when the question closed.")
    members.go(ruth, "Organisations")
    ruth.sees(YOUTH)
    ruth.sees("8 organisations in Saltmere")
