"""What organisations of the invented coalition do together, how closely they would like to work, and one initiative."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from comity.network.acts import confirm_evidence, initiatives, note_evidence, want_rung, weighings

if TYPE_CHECKING:
    from comity.web.demo.story import Story

#: who noted it with whom, what, how many days ago, in which words, whether the other side said yes
DONE = [
    ("HT", "OD", "news_answered", 200, "Their winter letter, and ours back.", True),
    ("HT", "OD", "event_attended", 150, "Soup at the shelter, about the waiting list.", True),
    ("HT", "OD", "event_moved", 120, "The tenants’ evening moved, so that both could come.", True),
    ("HT", "OD", "hours_changed", 110, "The desk stays open until eight on shelter nights.", True),
    ("OD", "HT", "space_lent", 60, "The hall, for three evenings in the cold weeks.", True),
    ("HT", "OD", "expertise_given", 9, "We showed two of them how to read a lease.", False),
    ("CH", "NL", "news_answered", 90, "", True),
    ("NL", "CH", "event_attended", 45, "Lunch on the wharf.", True),
]  # fmt: skip
MEANS = {"time": 2, "skills": 2, "money": 0, "backing": 2, "commitment": 2, "people": 1}
#: who sits in the initiative: how it sees the problem, what it tried alone
SEATS = {
    "OD": ("Too few beds that are warm at night.", "A winter hotline that rang forty times a night."),
    "HD": ("Lungs of children that never dry out.", "Leaflets in four languages."),
    "DR": ("Heated shops that stand empty after six.", "One shop opened, and closed again after a theft."),
}


def do_together(story: "Story", at: datetime) -> None:
    """Eight things done together; one waits for a yes. Two sides say where they would like to get."""
    tie = None
    for mine, other, item, ago, words, confirmed in DONE:
        if mine not in story.organisations or other not in story.organisations:
            continue
        then = at - timedelta(days=ago)
        row = note_evidence(
            first=story.organisations[mine], second=story.organisations[other], item=item, on=then.date(), words=words,
            by=story.voter(mine), at=at,
        )  # fmt: skip
        tie = row.tie if {mine, other} == {"HT", "OD"} else tie
        if confirmed:
            confirm_evidence(row, by=story.voter(other), at=at)
    if tie is not None:
        want_rung(tie, level=4, by=story.voter("HT"), at=at)
        want_rung(tie, level=3, by=story.voter("OD"), at=at)


def weigh(story: "Story", at: datetime) -> None:
    """The tenants and the shelter weigh how closely to work; both have answered."""
    pair = [mark for mark in ("HT", "OD") if mark in story.organisations]
    if len(pair) < 2:
        return
    found = weighings.start_weighing([story.organisations[mark] for mark in pair], by=story.voter("HT"), at=at)
    for mark in pair:
        weighings.answer_weighing(found, wants=4, means=MEANS, relies=2, stays=3, by=story.voter(mark), at=at)


def take_on(story: "Story", at: datetime) -> None:
    """An initiative of three sectors, in its time for trust."""
    seats = [mark for mark in SEATS if mark in story.organisations]
    if len(seats) < 2:
        return
    lead, *others = seats
    invited = [story.organisations[mark] for mark in others]
    found = initiatives.start_initiative(
        title="Nobody in Saltmere sleeps cold", invited=invited, trust_days=60, by=story.voter(lead), at=at
    )
    for mark in others:
        initiatives.take_seat(found, by=story.voter(mark), at=at)
    for mark in seats:
        definition, solo = SEATS[mark]
        initiatives.write_seat(found, definition=definition, solo=solo, by=story.voter(mark), at=at)


#: in which month what happens
EVENTS = ((23.3, do_together), (23.5, weigh), (23.55, take_on))
