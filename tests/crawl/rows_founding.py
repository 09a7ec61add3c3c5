"""One row more in every list of founding: prospects with all that hangs on them, methods, the library, the meeting."""

from typing import Any

from comity.base.capacity import the_rule
from comity.core.advice.readiness import Answer, Question
from comity.founding.acts import answer_checklist
from comity.founding.convening import acts as convening
from comity.founding.diligence import acts as diligence
from comity.founding.library import acts as library
from comity.founding.methods import acts as methods
from comity.founding.mission import acts as mission
from comity.founding.models import (
    Convening,
    Criterion,
    Drive,
    EndorsementDraft,
    Method,
    Party,
    Precedent,
    Prospect,
    ReasonKind,
)
from comity.founding.prospects import acts, acts_gaps
from comity.founding.reasons import acts as reasons
from comity.founding.redlines import acts as redlines
from comity.governing.models import Question as Vote
from comity.people.models import Sector
from comity.topics.models import Topic
from tests.matrix.world import NOW, World, voters


def add_rows(world: World, number: int) -> None:
    """A row of each list, and of what hangs on the prospect, the method and the initiative that pages show."""
    _look_for_partners(world, number)
    _study(world, number)
    _gather(world, number)


def _look_for_partners(world: World, number: int) -> None:
    alpha, things, (keeper, other) = world.alpha, world.things["alpha"], voters(world.alpha)
    wave = acts_gaps.plan_wave(name=f"Wave {number}", trigger="words", trigger_words="Rain.", by=keeper, at=NOW)
    acts_gaps.begin_wave(wave, by=keeper, at=NOW)
    acts_gaps.name_needs(populations=[f"Neighbours {number}"], places=["Pier Street"], by=keeper, at=NOW)
    row = acts.enter_prospect(
        name=f"Choir {number}", populations=f"Neighbours {number}", places="Pier Street", sector=Sector.CITIZEN,
        wave=wave, by=keeper, at=NOW,
    )  # fmt: skip
    points = {one.pk: 2 for one in Criterion.objects.filter(struck_at=None)}
    for by in (keeper, other):
        acts.score_prospect(row, points, words="We sang there.", by=by, at=NOW)
    method = methods.name_method(name=f"Song {number}", words="Under the window.", by=keeper, at=NOW)
    first = Prospect.objects.select_related("coalition").get(pk=things.prospect_row)
    for by, stance in ((keeper, "uses"), (other, "never")):
        methods.say_method(method, stance, why="Loud.", by=by, at=NOW)
    for one in (row, first):
        methods.note_prospect_method(one, method, "uses", source="A poster", by=keeper, at=NOW)
        diligence.note_finding(
            one, kind="source", words="They sing.", source="A poster", link="", dated_on=NOW.date(), by=keeper, at=NOW
        )
    acts.move_prospect(row, "chosen", by=keeper, at=NOW)
    methods.say_method(Method.objects.get(pk=things.method), "accepts", by=other, at=NOW)
    reasons.name_reason(ReasonKind.BENEFIT, words=f"Song {number}", by=alpha.by, at=NOW)


def _study(world: World, number: int) -> None:
    keeper, things = voters(world.alpha)[0], world.things["alpha"]
    topic = Topic.objects.get(name=f"Topic {number}")
    said = {"what": "It sings.", "organised": "In rows.", "lessons": "Breathe.", "source": "A poster"}
    row = library.enter_precedent(
        name=f"Choir of {number}", place="Elsewhere", topics=[topic], by=keeper, at=NOW, **said
    )
    draft = Vote.objects.get(title=f"Draft {number}?")
    for one in (row, Precedent.objects.get(pk=things.precedent)):
        library.link_precedent(one, draft, by=keeper, at=NOW)
    redlines.draw_line(topic, kind="line", words="Not at night.", by=keeper, at=NOW)


def _gather(world: World, number: int) -> None:
    alpha, things = world.alpha, world.things["alpha"]
    thing = Convening.objects.get(dropped_at=None)
    new = {"name": f"Guests {number}", "sector": Sector.NONPROFIT}
    convening.invite_party(thing, new=new, contact="Jo", email=f"jo{number}@guest.example", by=alpha.by, at=NOW)
    party = Party.objects.select_related("organisation", "convening").get(pk=things.party)
    own = next(by for by in voters(alpha) if by.of == party.organisation_id)
    convening.raise_reservation(party, f"Who sings on day {number}?", by=own, at=NOW)
    drive = Drive.objects.select_related("coalition").get(pk=things.drive)
    said = {"email": f"singer{number}@example.org", "group": drive.asked_groups[0], "place": "Pier"}
    mission.draft_endorsement(drive, name=f"Singer {number}", named=True, at=NOW, **said)
    draft: Any = EndorsementDraft.objects.select_related("drive__coalition").order_by("-pk").first()
    mission.confirm_endorsement(draft, by=the_rule(alpha.coalition.pk), at=NOW)
    for by in voters(alpha):
        answer_checklist({Question.MEANS: (Answer.YES, "")}, by=by, at=NOW)
