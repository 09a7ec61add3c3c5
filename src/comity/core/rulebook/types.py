"""What a rulebook says. Money is in whole minor units of the rulebook's currency, shares are fractions, times are days.

Nothing here has words of a language, except those that the coalition wrote itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from comity.core.ballots.types import Rule


class Unit(StrEnum):
    """What has a vote."""

    ORGANISATION = "organisation"
    SEAT = "seat"
    PERSON = "person"


class Weighing(StrEnum):
    """How much each unit weighs."""

    EQUAL = "equal"
    SECTOR = "sector"  # as the table of sectors says


@dataclass(frozen=True, slots=True)
class Weights:
    """The scheme of weights; `by_sector` is read under SECTOR alone, a sector that is not in it weighs one."""

    scheme: Weighing = Weighing.EQUAL
    by_sector: Mapping[str, int] = field(default_factory=dict)

    def of(self, sector: str) -> int:
        """The weight of an organisation of that sector."""
        return 1 if self.scheme is Weighing.EQUAL else self.by_sector.get(sector, 1)

    @property
    def equal(self) -> bool:
        """Whether every unit weighs the same."""
        return (
            len({self.by_sector[one] for one in self.by_sector} | {1}) == 1 or self.scheme is Weighing.EQUAL
        )


@dataclass(frozen=True, slots=True)
class Grounds:
    """On which grounds a decided matter may be taken up again. A ground that is None, or False, is none.

    share: that part of the members asks for it. after_days: so many days have passed since the decision.
    window_days: within so many days of the decision only; None: for ever.
    """

    new_facts: bool = True
    share: Fraction | None = Fraction(1, 3)
    after_days: int | None = 365
    window_days: int | None = None

    @property
    def any(self) -> bool:
        """Whether anything allows it."""
        return self.new_facts or self.share is not None or self.after_days is not None


@dataclass(frozen=True, slots=True)
class Way:
    """How something is decided. body: None is the body to which it is put, for that body's own work.

    member_for: only organisations that have belonged so many days have a vote. overrule: the share in favour that
    decides in spite of an open objection, under consent and consensus; None: nothing does.
    notice: days from drafting in the open to opening; shortest, longest: days that answers are taken.
    """

    body: UUID | None = None
    method: str = "majority"
    rule: Rule = field(default_factory=Rule)
    unit: Unit = Unit.ORGANISATION
    weights: Weights = field(default_factory=Weights)
    member_for: int = 0
    private: bool = False
    overrule: Fraction | None = None
    notice: int = 0
    shortest: int = 0
    longest: int = 365
    grounds: Grounds = field(default_factory=Grounds)


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts above `above` up to `upto`, that one included; None: however much. A band above 0 holds 0 too."""

    way: Way
    above: int = 0
    upto: int | None = None

    def holds(self, amount: int) -> bool:
        """Whether the amount falls into it."""
        over = amount > self.above or self.above == 0
        return over and (self.upto is None or amount <= self.upto)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of matter. key: of `kinds.KNOWN`, or the coalition's own with a `name`. money: decided by amount."""

    key: str
    bands: tuple[Band, ...]
    money: bool = False
    name: str = ""


class Step(StrEnum):
    """A rung of the way on which conflicts are settled, gentlest first."""

    TALK = "talk"
    MEDIATOR = "mediator"
    PANEL = "panel"
    ARBITRATOR = "arbitrator"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step and how many days it has before the next may be asked for."""

    step: Step
    days: int


@dataclass(frozen=True, slots=True)
class ConflictPath:
    """What happens in a conflict. freezes: the matter rests meanwhile, for `frozen_days` at most."""

    ladder: tuple[Rung, ...]
    freezes: bool = True
    frozen_days: int = 60


class Level(StrEnum):
    """Who may know of a new record unless its author says otherwise."""

    PUBLIC = "public"
    COALITION = "coalition"
    BODY = "body"


class Speaker(StrEnum):
    """Who speaks to the media for the coalition."""

    NOBODY = "nobody"
    CHAIR = "chair"  # who presides over the body named
    COORDINATOR = "coordinator"
    EACH = "each"  # each member for itself, and none for all


class Commits(StrEnum):
    """What a representative may promise in the organisation's name."""

    NOTHING = "nothing"  # reports and asks at home
    MANDATE = "mandate"  # what the mandate says: votes and signatures
    AMOUNT = "amount"  # up to an amount, else asks at home


class Concerns(StrEnum):
    """To whom concerns are brought first."""

    CHAIR = "chair"
    COORDINATOR = "coordinator"
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A ground rule in the coalition's own words, with the body that owns it and when it is looked at again."""

    text: str
    owner: UUID | None = None
    review_months: int | None = None


@dataclass(frozen=True, slots=True)
class GroundRules:
    """How members treat each other and the world, each bound to what it drives.

    openness: the level that new records start with. decided_days, opened_days: so soon members are told of what was
    decided, or put to them. speaker, speaker_body: who publishes. commits, commit_upto: what representatives may
    promise. report_days: so soon they report back at home after a decision. concerns, concern_days: to whom concerns
    go, and how soon an answer is due.
    """

    openness: Level = Level.COALITION
    decided_days: int = 7
    opened_days: int = 1
    speaker: Speaker = Speaker.COORDINATOR
    speaker_body: UUID | None = None
    commits: Commits = Commits.MANDATE
    commit_upto: int = 0
    report_days: int = 14
    concerns: Concerns = Concerns.COORDINATOR
    concern_days: int = 14
    own: tuple[OwnRule, ...] = ()


class Approval(StrEnum):
    """Who lets an organisation in."""

    COORDINATOR = "coordinator"
    DECISION = "decision"  # the way of the kind "membership"


class DuesBase(StrEnum):
    """By what dues are computed."""

    NONE = "none"
    FLAT = "flat"  # the same for all
    SECTOR = "sector"  # as the table of sectors says


@dataclass(frozen=True, slots=True)
class Dues:
    """Dues a year in minor units; `by_sector` under SECTOR, where a sector that is missing pays `flat`."""

    base: DuesBase = DuesBase.NONE
    flat: int = 0
    by_sector: Mapping[str, int] = field(default_factory=dict)
    due_month: int = 1

    def owed(self, sector: str) -> int:
        """What an organisation of that sector owes for a whole year."""
        if self.base is DuesBase.NONE:
            return 0
        return self.flat if self.base is DuesBase.FLAT else self.by_sector.get(sector, self.flat)

    def due_on(self, today: date) -> date | None:
        """The next day on which they fall due, today included; None where there are none."""
        if self.base is DuesBase.NONE:
            return None
        this_year = date(today.year, self.due_month, 1)
        return this_year if this_year >= today else date(today.year + 1, self.due_month, 1)


@dataclass(frozen=True, slots=True)
class MembershipRules:
    """Who may join, who lets them in, who suspends, and how leaving works. sectors: empty means all.

    suspend: by a coordinator or by decision. leave_days: notice that a member gives before it leaves.
    """

    sectors: tuple[str, ...] = ()
    place: str = ""
    joining: Approval = Approval.COORDINATOR
    suspending: Approval = Approval.COORDINATOR
    leave_days: int = 0
    dues: Dues = field(default_factory=Dues)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One version of all rules. currency: ISO 4217. accept_days: so long members have to accept it."""

    kinds: tuple[Kind, ...]
    conflict: ConflictPath | None
    ground: GroundRules = field(default_factory=GroundRules)
    membership: MembershipRules = field(default_factory=MembershipRules)
    currency: str = "EUR"
    accept_days: int = 30

    def kind(self, key: str) -> Kind | None:
        """The kind of that key, if the rulebook has it."""
        return next((one for one in self.kinds if one.key == key), None)
