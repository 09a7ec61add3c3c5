"""Whom the invented coalition knows outside."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from comity.base.capacity import the_rule
from comity.network.acts import calls, contacts, crowd, news, reach
from comity.web.demo import cast

if TYPE_CHECKING:
    from comity.web.demo.story import Story

#: who keeps it: name, organisation, role, how to reach them, why we keep it, where from, days between, days since the last
KNOWN = [
    ("HT", "Nils Arve", "City of Saltmere", "Housing desk", "Calls back on Mondays.",
     "Decides who gets into empty flats.", "His card, at the tenants’ fair", 91, 95),
    ("OD", "Rosa Klee", "Saltmere Bank", "Community loans", "Likes to walk and talk. Not by mail.",
     "Lends to owners who insulate.", "Met at the winter dinner", 182, 60),
    ("HT", "Sister Agnete", "Parish of St Brannoc", "Keeps the hall", "Ring twice, she is in the garden.",
     "A warm hall for two hundred people.", "Everybody knows her", 30, 12),
    ("HD", "Dr Ilse Tamm", "County hospital", "Lungs", "Through her office, mornings.",
     "Sees children from damp flats.", "Joint case last spring", 91, 20),
]  # fmt: skip


def know_people(story: "Story", at: datetime) -> None:
    """Four people outside, each kept by one of us; it is time to be in touch with the first."""
    for mark, name, works_for, role, how, why, source, every, since in KNOWN:
        if mark not in story.organisations:
            continue
        by, today = story.voter(mark), at.date()
        known = contacts.enter_contact(
            kind="person", name=name, works_for=works_for, role=role, how=how, why=why, source=source, every=every,
            by=by, at=at,
        )  # fmt: skip
        contacts.note_touch(known, way="met", on=today - timedelta(days=since), note="A good talk.", by=by, at=at)


#: value → who says what of it
VALUES = {
    "We do nothing about people without them.": {"HT": "yes", "OD": "yes", "HD": "partly", "LL": "yes", "PK": "yes"},
    "A home is a right, not a reward.": {"HT": "yes", "OD": "yes", "HD": "yes", "DR": "partly", "CH": "partly"},
}


def share_values(story: "Story", at: datetime) -> None:
    """Two values, and what some members say of them."""
    for text, said in VALUES.items():
        value = reach.state_value(text, by=story.for_all(), at=at)
        for mark, answer in said.items():
            if mark in story.organisations:
                reach.affirm_value(value, answer, by=story.voter(mark), at=at)


def help_each_other(story: "Story", at: datetime) -> None:
    """Help that was given, help that is wanted, and news with an answer."""
    day = at.date()
    if not {"HT", "LL", "OD", "HD"} <= set(story.organisations):
        return
    lease = calls.ask_for_help(
        title="Read the lease of the new hall with us", kind="expertise", minutes=60, by_on=day,
        text="Twelve pages, in English. We sign on Friday.", by=story.voter("OD"), at=at,
    )  # fmt: skip
    offer = calls.offer_help(lease, "Bring it to our office, Tuesday at ten.", by=story.voter("LL"), at=at)
    calls.answer_offer(offer, True, words="Gladly, thank you.", by=story.voter("OD"), at=at)
    calls.confirm_help(offer, on=day, minutes=120, thanks="You saved us a month.", by=story.voter("OD"), at=at)
    calls.ask_for_help(
        title="Two people to carry chairs on the open day", kind="hands", minutes=120, by_on=day + timedelta(days=24),
        text="From nine to eleven. There is breakfast.", by=story.voter("HT"), at=at,
    )  # fmt: skip
    item = news.post_news(
        title="The city answers letters about damp again", text="Ask for Mrs Holm, and name the street first.",
        until_on=day + timedelta(days=30), by=story.voter("HT"), at=at,
    )  # fmt: skip
    news.answer_news(item, "Thank you. Our nurses will say so at each visit.", by=story.voter("HD"), at=at)


#: who answers the call to everybody: name, words, whether they want to be named, what is made of it, our reply
ANSWERS = [
    ("Ida Brook", "Behind the ropewalk, by the steps. I fell there in November.", True, "taken",
     "Thank you. The lamp by the steps is first on our list."),
    ("Tom Vale", "The whole of Pier Street, after the shops close.", False, "thanked", "Thank you, we pass it on."),
    ("Jo Marsh", "Under the railway bridge on the north side.", True, "", ""),
]  # fmt: skip


def ask_everybody(story: "Story", at: datetime) -> None:
    """A call to everybody with three answers, one of which waits."""
    call = crowd.open_call(
        title="Where in the district is it too dark at night?", until_on=at.date() + timedelta(days=20),
        text="We walk home from late shifts and ask the city for lamps. Tell us the spot, so that others find it.",
        by=story.for_all(), at=at,
    )  # fmt: skip
    for name, words, credited, outcome, reply in ANSWERS:
        email = f"{name.lower().replace(' ', '.')}@{cast.MAIL_DOMAIN}"
        draft = crowd.draft_answer(call, name=name, email=email, words=words, credited=credited, at=at)
        assert draft is not None
        answer = crowd.receive_answer(draft, by=the_rule(story.coalition_id), at=at)
        if outcome:
            crowd.triage_answer(answer, outcome, words=reply, by=story.for_all(), at=at)


#: in which month what happens
EVENTS = ((23.7, ask_everybody), (23.8, help_each_other), (23.9, know_people), (22.8, share_values))
