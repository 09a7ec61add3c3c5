"""Whom the invented coalition knows outside."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from comity.network.acts import contacts, reach

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


#: in which month what happens
EVENTS = ((23.9, know_people), (22.8, share_values))
