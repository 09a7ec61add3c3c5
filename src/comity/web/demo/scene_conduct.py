"""How the invented coalition divides its work, speaks to the outside, and settled a quarrel."""

from typing import TYPE_CHECKING

from comity.core.duties import Part
from comity.governing.acts import areas
from comity.governing.models import Area

if TYPE_CHECKING:
    from comity.web.demo.story import Story

#: area, what belongs to it, what it takes, and who says which part
AREAS: list[tuple[str, str, str, dict[str, str]]] = [
    (
        "Emergency repairs", "Water, heating, and doors that do not lock. Not: painting.",
        "heating repairs\nknowing the families", {"HT": "decides supports", "CH": "decides does", "OD": "told"},
    ),
    ("Advice on leases", "Reading contracts with families before they sign.", "reading leases",
     {"HT": "decides does", "LL": "supports", "OD": "told"}),
    ("Winter beds", "Nights below zero, from November to March.", "night shifts", {"OD": "decides does", "HD": "supports"}),
    ("Damp and mould", "Measuring, writing to owners, checking again.", "measuring damp\nreading leases", {"HT": "supports"}),
]  # fmt: skip
#: who is good at what, how well, and what shows it
SKILLS = [
    ("HT", "Reading leases", 3, "Two evenings a month since 2011."),
    ("HT", "Knowing the families", 3, "412 members in the harbour district."),
    ("OD", "Night shifts", 3, "Thirty-one beds, every night of the year."),
    ("HD", "Measuring damp", 2, "Six of our nurses carry a meter on home visits."),
]


def divide(story: "Story") -> None:
    """The areas of the work, with one that is contested and one that nobody has taken."""
    at = story.moment(20, 11)
    for mark, name, level, evidence in SKILLS:
        if mark in story.organisations:
            areas.state_competence(name=name, level=level, evidence=evidence, by=story.voter(mark), at=at)
    for name, words, needs, parts in AREAS:
        area = areas.name_area(name=name, words=words, needs=needs, by=story.for_all(), at=at)
        for mark, held in parts.items():
            for part in held.split():
                _claim(story, area, mark, Part(part))


def _claim(story: "Story", area: Area, mark: str, part: Part) -> None:
    if mark in story.organisations:
        organisation, by = story.organisations[mark], story.voter(mark)
        areas.claim_part(area, part, organisation=organisation, by=by, at=story.moment(20, 12))
