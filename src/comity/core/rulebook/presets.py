"""Whole rulebooks to begin with, one for each type of coalition: chosen, then changed sentence by sentence."""

from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from comity.core.ballots.types import Base, Quorum, Rule, at_least, more_than
from comity.core.rulebook.kinds import (
    BUDGET,
    CONSENT,
    CONTRACTS,
    ELECTIONS,
    ENDING,
    MAJORITY,
    MEMBERSHIP,
    PROGRAMME,
    QUALIFIED,
    RULES,
    SPENDING,
    STATEMENTS,
    WORK,
)
from comity.core.rulebook.types import (
    Approval,
    Band,
    ConflictPath,
    Dues,
    DuesBase,
    GroundRules,
    Kind,
    MembershipRules,
    Rulebook,
    Rung,
    Speaker,
    Step,
    Way,
)

HALF, THIRDS = Fraction(1, 2), Fraction(2, 3)
#: more than half of yes and no, once more than half of those asked have answered
SIMPLE = Rule(threshold=more_than(HALF), base=Base.YES_AND_NO, quorum=Quorum(more_than(HALF)))
TWO_THIRDS = Rule(threshold=at_least(THIRDS), base=Base.CAST, quorum=Quorum(at_least(THIRDS)))
THREE_QUARTERS = replace(TWO_THIRDS, threshold=at_least(Fraction(3, 4)))
#: a rule without a threshold of its own: consent, and choosing among options
ANSWERED = Rule(quorum=Quorum(more_than(HALF)))
LIGHT = Rule(threshold=more_than(HALF), base=Base.YES_AND_NO, quorum=Quorum(at_least(Fraction(1, 3))))
#: a unit of money has a hundred parts, unless the form says otherwise
UNIT = 100


@dataclass(frozen=True, slots=True)
class Places:
    """The bodies that a preset may name. Where there is no executive or steering body, the assembly decides."""

    assembly: UUID
    steering: UUID | None = None
    executive: UUID | None = None

    @property
    def middle(self) -> UUID:
        return self.steering or self.executive or self.assembly

    @property
    def small(self) -> UUID:
        return self.executive or self.steering or self.assembly


def simple(places: Places) -> Rulebook:
    """The least that works: the assembly decides by simple majority; bodies decide on their own work alike."""
    whole = Way(body=places.assembly, rule=SIMPLE)
    kinds = [
        Kind(SPENDING, (Band(whole),), money=True),
        *(Kind(key, (Band(whole),)) for key in (MEMBERSHIP, STATEMENTS, RULES, ENDING)),
        Kind(WORK, (Band(replace(whole, body=None)),)),
    ]
    return Rulebook(kinds=tuple(kinds), conflict=_ladder(14, 30))


def information(places: Places) -> Rulebook:
    """An information network: open to all who care, light, nearly without money."""
    whole = Way(body=places.assembly, rule=LIGHT, notice=3, shortest=5, longest=30)
    small = replace(whole, body=places.small)
    return Rulebook(
        kinds=(
            Kind(SPENDING, _bands(places, (500, small), (None, whole)), money=True),
            Kind(PROGRAMME, (Band(replace(small, method=CONSENT, rule=ANSWERED)),)),
            Kind(MEMBERSHIP, (Band(small),)),
            Kind(ELECTIONS, (Band(replace(whole, method="approval", rule=ANSWERED, private=True)),)),
            Kind(STATEMENTS, (Band(whole),)),
            *_firm(places, notice=7, shortest=7),
            Kind(WORK, (Band(replace(whole, body=None, notice=0, shortest=1)),)),
        ),
        conflict=_ladder(14, 30),
        ground=GroundRules(decided_days=14, speaker=Speaker.EACH, report_days=30),
    )


def association(places: Places) -> Rulebook:
    """An association: fixed offices, dues by sector, elections by single transferable vote."""
    whole = Way(body=places.assembly, rule=SIMPLE, notice=14, shortest=7, longest=60)
    small, middle = (
        replace(whole, body=places.small, notice=3, shortest=3),
        replace(whole, body=places.middle, notice=7),
    )
    dues = Dues(
        DuesBase.SECTOR, 120 * UNIT, {"public": 240 * UNIT, "private": 360 * UNIT, "citizen": 30 * UNIT}
    )
    return Rulebook(
        kinds=(
            Kind(SPENDING, _bands(places, (2_000, small), (20_000, middle), (None, whole)), money=True),
            Kind(CONTRACTS, _bands(places, (5_000, middle), (None, whole)), money=True),
            Kind(PROGRAMME, (Band(whole),)),
            Kind(MEMBERSHIP, (Band(middle),)),
            Kind(ELECTIONS, (Band(replace(whole, method="scottish-stv", rule=ANSWERED, private=True)),)),
            Kind(STATEMENTS, (Band(middle),)),
            *_firm(places, notice=28, shortest=14),
            Kind(WORK, (Band(replace(whole, body=None, notice=0, shortest=1)),)),
        ),
        conflict=_ladder(14, 30, 30),
        ground=GroundRules(speaker=Speaker.CHAIR, speaker_body=places.middle),
        membership=MembershipRules(
            joining=Approval.DECISION, suspending=Approval.DECISION, leave_days=90, dues=dues
        ),
    )


def council(places: Places) -> Rulebook:
    """A coordinating council: a network of equals that decides by consent and settles little by vote."""
    whole = Way(
        body=places.assembly,
        method=CONSENT,
        rule=ANSWERED,
        overrule=Fraction(3, 4),
        notice=7,
        shortest=7,
        longest=45,
    )
    small = replace(whole, body=places.small, notice=2, shortest=3)
    return Rulebook(
        kinds=(
            Kind(SPENDING, _bands(places, (1_000, small), (None, whole)), money=True),
            Kind(PROGRAMME, (Band(whole),)),
            Kind(MEMBERSHIP, (Band(whole),)),
            Kind(ELECTIONS, (Band(replace(whole, method="approval", overrule=None)),)),
            Kind(STATEMENTS, (Band(whole),)),
            *_firm(places, notice=14, shortest=14),
            Kind(WORK, (Band(replace(whole, body=None, notice=0, shortest=1)),)),
        ),
        conflict=_ladder(14, 30),
        ground=GroundRules(speaker=Speaker.EACH),
    )


def campaign(places: Places) -> Rulebook:
    """A campaign: one aim by a set date, so short times and a steering committee that acts."""
    middle = Way(body=places.middle, rule=SIMPLE, notice=1, shortest=2, longest=14)
    small, whole = (
        replace(middle, body=places.small, notice=0, shortest=1),
        replace(middle, body=places.assembly, notice=3),
    )
    return Rulebook(
        kinds=(
            Kind(SPENDING, _bands(places, (5_000, small), (25_000, middle), (None, whole)), money=True),
            Kind(CONTRACTS, _bands(places, (10_000, middle), (None, whole)), money=True),
            Kind(PROGRAMME, (Band(middle),)),
            Kind(MEMBERSHIP, (Band(middle),)),
            Kind(STATEMENTS, (Band(replace(middle, method=CONSENT, rule=ANSWERED)),)),
            *_firm(places, notice=7, shortest=7),
            Kind(WORK, (Band(replace(middle, body=None, notice=0, shortest=1)),)),
        ),
        conflict=_ladder(5, 10),
        ground=GroundRules(
            decided_days=2, report_days=7, speaker=Speaker.CHAIR, speaker_body=places.middle, concern_days=5
        ),
    )


def ongoing(places: Places) -> Rulebook:
    """An ongoing coalition: the firmest, with a board, high thresholds for what binds all, and shared budgets."""
    whole = Way(body=places.assembly, rule=TWO_THIRDS, method=QUALIFIED, notice=14, shortest=14, longest=60)
    middle = Way(body=places.middle, rule=SIMPLE, method=MAJORITY, notice=7, shortest=7, longest=45)
    small = replace(middle, body=places.small, notice=2, shortest=2, longest=30)
    dues = Dues(DuesBase.SECTOR, 500 * UNIT, {"public": 2_000 * UNIT, "private": 2_000 * UNIT, "citizen": 0})
    return Rulebook(
        kinds=(
            Kind(SPENDING, _bands(places, (5_000, small), (50_000, middle), (None, whole)), money=True),
            Kind(CONTRACTS, _bands(places, (10_000, middle), (None, whole)), money=True),
            Kind(BUDGET, (Band(replace(whole, method="budget-equal-shares", rule=ANSWERED)),)),
            Kind(PROGRAMME, (Band(middle),)),
            Kind(MEMBERSHIP, (Band(whole),)),
            Kind(ELECTIONS, (Band(replace(whole, method="scottish-stv", rule=ANSWERED, private=True)),)),
            Kind(STATEMENTS, (Band(replace(middle, method=CONSENT, rule=ANSWERED, shortest=2)),)),
            *_firm(places, notice=28, shortest=21),
            Kind(WORK, (Band(replace(middle, body=None, notice=0, shortest=1)),)),
        ),
        conflict=_ladder(14, 30, 30, 60),
        ground=GroundRules(speaker=Speaker.CHAIR, speaker_body=places.middle),
        membership=MembershipRules(
            joining=Approval.DECISION, suspending=Approval.DECISION, leave_days=180, dues=dues
        ),
    )


#: type of coalition → its preset
PRESETS = {
    "information": information,
    "association": association,
    "council": council,
    "campaign": campaign,
    "ongoing": ongoing,
    "simple": simple,
}


def _firm(places: Places, *, notice: int, shortest: int) -> tuple[Kind, Kind]:
    """The rules themselves, and the end of it all: three quarters of the votes cast, with two thirds taking part."""
    way = Way(
        body=places.assembly,
        method=QUALIFIED,
        rule=THREE_QUARTERS,
        notice=notice,
        shortest=shortest,
        longest=90,
    )
    return Kind(RULES, (Band(way),)), Kind(ENDING, (Band(way),))


def _bands(places: Places, *steps: tuple[int | None, Way]) -> tuple[Band, ...]:
    """Bands of amounts, the smallest body first; neighbours of one body are one band."""
    bands: list[Band] = []
    for upto, way in steps:
        limit = None if upto is None else upto * UNIT
        if bands and bands[-1].way.body == way.body:
            bands[-1] = Band(way, bands[-1].above, limit)
        else:
            bands.append(Band(way, (bands[-1].upto or 0) if bands else 0, limit))
    return tuple(bands)


def _ladder(*days: int) -> ConflictPath:
    """As many steps as there are clocks, gentlest first; the matter rests until they have run."""
    return ConflictPath(tuple(Rung(step, n) for step, n in zip(Step, days, strict=False)), True, sum(days))
