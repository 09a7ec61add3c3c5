"""What the wings' records show for the path, beyond what each wing says of itself. As everyone inside may know it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.confidentiality import OPEN_TO_MEMBERS
from comity.base.evidence import alike
from comity.base.moments import NOW, TODAY
from comity.base.registry import Shown
from comity.coalitions.models import (
    Body,
    BodyKind,
    Coalition,
    Membership,
    MembershipChange,
    MembershipState,
    Role,
    Seat,
    Structure,
    Term,
)
from comity.coalitions.queries import held, members_of, slug_of
from comity.coalitions.standing import Standing, live
from comity.credits.models import Credit, Naming
from comity.credits.models import State as CreditState
from comity.founding.models import Prospect
from comity.governing.models import Competence, HomeReport, Review
from comity.meetings.models import Meeting, MeetingState, Minutes, Series
from comity.network.models import Initiative, InitiativeState, Pulse, PulseState
from comity.people.models import Sector
from comity.tasks.models import State as TaskState
from comity.tasks.models import Task

YEAR, HALF_YEAR, QUARTER, MONTH = (timedelta(days=days) for days in (365, 183, 92, 30))
#: within how long a task must have been finished for work to count as moving
MOVING = timedelta(days=60)
#: an executive that small is a beginning; one in so many seats of deciding bodies is held by groups of the community
SMALL, COMMUNITY = 7, 4
LEADING = (Role.CHAIR, Role.CONVENER)
DECIDING = (BodyKind.STRATEGIC, BodyKind.EXECUTIVE)
OPENLY = Q(confidentiality__in=OPEN_TO_MEMBERS)


class _Reading:
    """One reading: of which coalition, and where its pages lie; the day is whichever it is then."""

    today = TODAY

    def __init__(self, coalition: UUID) -> None:
        self.coalition, self.slug = coalition, slug_of(coalition)

    def to(self, name: str) -> str:
        return reverse(name, args=[self.slug])

    def since(self, ago: timedelta) -> Any:
        return NOW - ago

    def day(self, ago: timedelta) -> Any:
        return TODAY - ago


@alike
def facts(standing: Standing) -> Iterator[Shown]:
    """All of them, for those inside, given as rows: they cost no query of their own."""
    if not standing.inside or standing.coalition is None:
        return
    reading = _Reading(standing.coalition)
    for source in SOURCES:
        yield source(reading)


def _community(of: _Reading) -> Shown:
    mine = members_of(of.coalition).filter(sector=Sector.CITIZEN)
    return Shown(_("Groups of the community itself among the members"), mine, 1, of.to("coalitions:organisations"),
                 "journey.community")  # fmt: skip


def _in_view(of: _Reading) -> Shown:
    asked = MembershipChange.objects.filter(state__in=(MembershipState.PROSPECT, MembershipState.INVITED))
    seen = Coalition.objects.filter(Exists(Prospect.objects.all()) | Exists(asked), pk=of.coalition)
    return Shown(_("Other organisations are in view, or were"), seen, 1, of.to("founding:prospects"),
                 "journey.in_view")  # fmt: skip


def _competences(of: _Reading) -> Shown:
    said = Competence.objects.filter(ended_at=None).values("organisation")
    members = members_of(of.coalition)
    return Shown(_("Members that said what they are good at"), members.filter(pk__in=said), members,
                 of.to("governing:competences"), "journey.competences")  # fmt: skip


def _answered(of: _Reading) -> Shown:
    asked = Membership.objects.exclude(state=MembershipState.PROSPECT)
    late = Q(state=MembershipState.INVITED, since_on__lt=of.day(MONTH))
    return Shown(_("Organisations that were asked have answered, or were asked within a month"), asked, 1,
                 of.to("coalitions:organisations"), "journey.answered", asked.exclude(late), asked)  # fmt: skip


def _sheets(of: _Reading) -> Shown:
    bodies = Body.objects.filter(kind__in=DECIDING, ended_on=None)
    empty = Q(ends_on=None, until="") | Q(seats=None) | Q(term_months=None) | Q(notice_days=None) | Q(minimum=None)
    full = Structure.objects.exclude(empty).exclude(Q(every="") | Q(place="") | Q(between=""))
    return Shown(_("Structure sheets of deciding bodies that leave nothing open"),
                 bodies.filter(pk__in=full.values("body")), bodies, of.to("coalitions:bodies"),
                 "journey.sheets")  # fmt: skip


def _series(of: _Reading) -> Shown:
    rows = Series.objects.filter(OPENLY, ended_on=None)
    return Shown(_("Series of meetings: rhythm, place, length and usual agenda"), rows, 1,
                 of.to("meetings:register"), "journey.series")  # fmt: skip


def _groups(of: _Reading) -> Shown:
    rows = Body.objects.filter(kind=BodyKind.ACTION, ended_on=None)
    return Shown(_("Groups that work between meetings"), rows, 1, of.to("coalitions:bodies"), "journey.groups")


def _kinds(of: _Reading) -> Shown:
    wanted = (*DECIDING, BodyKind.ACTION)
    same = Body.objects.filter(kind=OuterRef("kind"), ended_on=None, pk__lt=OuterRef("pk"))
    kinds = Body.objects.filter(~Exists(same), kind__in=wanted, ended_on=None)
    return Shown(_("Kinds of body: strategic, executive, action"), kinds, len(wanted), of.to("coalitions:bodies"),
                 "coalitions.bodies")  # fmt: skip


def _terms(of: _Reading) -> Shown:
    seats = Seat.objects.filter(held(of.today), body__ended_on=None)
    terms = Term.objects.filter(seat=OuterRef("pk"))
    return Shown(_("Seats with somebody in them whose term runs"), seats.filter(Exists(terms)), seats,
                 of.to("coalitions:bodies"), "journey.terms", seats.filter(Exists(terms.filter(live(of.today)))),
                 seats)  # fmt: skip


def _seat_levels(of: _Reading) -> Shown:
    seats = Seat.objects.filter(held(of.today), body__ended_on=None)
    return Shown(_("Seats that say whom one wants there: who directs, who works at the front, or others"),
                 seats.exclude(level=""), seats, of.to("coalitions:bodies"), "journey.seat_levels")  # fmt: skip


def _rotation(of: _Reading) -> Shown:
    terms = Term.objects.filter(role__in=LEADING, starts_on__lte=of.today)
    return Shown(_("Chairs and conveners that began within half a year"), terms, 1, of.to("coalitions:bodies"),
                 "journey.rotation", terms.filter(starts_on__gte=of.day(HALF_YEAR)), 1)  # fmt: skip


def _met(of: _Reading) -> Shown:
    came = MembershipChange.objects.filter(state__in=(MembershipState.INVITED, MembershipState.MEMBER))
    return Shown(_("Organisations that were asked to join, or joined, within half a year"), came, 1,
                 of.to("founding:prospects"), "journey.met", came.filter(on__gte=of.day(HALF_YEAR)), 1)  # fmt: skip


def _successors(of: _Reading) -> Shown:
    running = Term.objects.filter(live(of.today), seat__ended_on=None, seat__body=OuterRef("pk"))
    led = Body.objects.filter(Exists(running.filter(role__in=LEADING)), ended_on=None)
    return Shown(_("Bodies whose chair has a deputy"), led.filter(Exists(running.filter(role=Role.DEPUTY))), led,
                 of.to("coalitions:bodies"), "journey.successors")  # fmt: skip


def _small(of: _Reading) -> Shown:
    seats = Seat.objects.filter(held(of.today)).values("body").annotate(n=Count("pk")).filter(n__lte=SMALL)
    rows = Body.objects.filter(kind=BodyKind.EXECUTIVE, ended_on=None, pk__in=seats.values("body"))
    return Shown(_("An executive that begins small: at most seven seats"), rows, 1, of.to("coalitions:bodies"),
                 "journey.small")  # fmt: skip


def _chairs_spread(of: _Reading) -> Shown:
    terms = Term.objects.filter(
        live(of.today), role__in=LEADING, seat__ended_on=None, seat__body__ended_on=None
    ).order_by()
    every = terms.values("coalition").annotate(n=Count("pk")).values("n")
    many = terms.values("seat__organisation").annotate(n=Count("pk"), of=Subquery(every)).filter(of__lt=F("n") * 3)
    led = Coalition.objects.filter(Exists(terms), ~Exists(many), pk=of.coalition)
    return Shown(_("No member holds more than a third of the chairs"), led, 1, of.to("coalitions:bodies"),
                 "journey.chairs_spread")  # fmt: skip


def _power(of: _Reading) -> Shown:
    bodies = Body.objects.filter(kind__in=DECIDING, ended_on=None)
    seats = Seat.objects.filter(held(of.today)).order_by().values("body")
    counted = seats.annotate(
        every=Count("pk"), mine=Count("pk", filter=Q(organisation__sector=Sector.CITIZEN))
    ).filter(every__lte=F("mine") * COMMUNITY)
    return Shown(_("Deciding bodies in which groups of the community hold a quarter of the seats"),
                 bodies.filter(pk__in=counted.values("body")), bodies, of.to("coalitions:bodies"),
                 "journey.power")  # fmt: skip


def _steady(of: _Reading) -> Shown:
    rows = Pulse.objects.filter(state=PulseState.CLOSED, held="")
    last = rows.filter(~Exists(rows.filter(number__gt=OuterRef("number") + 1)))
    return Shown(_("Two pulses of trust in a row without a fall"), rows, 2, of.to("network:pulse"), "journey.steady",
                 last.filter(fell=[]), 2)  # fmt: skip


def _thanked(of: _Reading) -> Shown:
    return _thanks(of, Credit.objects.all(), _("Organisations credited within half a year"), "journey.thanked")


def _thanked_people(of: _Reading) -> Shown:
    rows, said = Credit.objects.filter(naming=Naming.YES), _("People thanked by name within half a year")
    return _thanks(of, rows, said, "journey.thanked_people")


def _thanks(of: _Reading, rows: "QuerySet[Any]", said: str, key: str) -> Shown:
    given = rows.filter(OPENLY, state=CreditState.CONFIRMED)
    return Shown(said, given, 1, of.to("credits:credits"), key,
                 given.filter(answered_at__gte=of.since(HALF_YEAR)), 1)  # fmt: skip


def _results(of: _Reading) -> Shown:
    minutes = Minutes.objects.filter(meeting__in=_held(), approved_at__isnull=False)
    old = _held().filter(started_at__lt=of.since(MONTH))
    return Shown(_("Meetings with approved minutes, at most a month later"), minutes, 1, of.to("meetings:register"),
                 "journey.results", old.filter(pk__in=minutes.values("meeting")), old)  # fmt: skip


def _reviewed(of: _Reading) -> Shown:
    rows = Review.objects.filter(upheld=False, question__confidentiality__in=OPEN_TO_MEMBERS)
    return Shown(_("Decisions looked at again that changed something"), rows, 1, of.to("governing:register"),
                 "journey.reviewed", rows.filter(reviewed_at__gte=of.since(YEAR)), 1)  # fmt: skip


def _reports(of: _Reading) -> Shown:
    due = HomeReport.objects.filter(OPENLY, due_on__lt=of.today, due_on__gte=of.day(QUARTER))
    made = HomeReport.objects.filter(OPENLY).exclude(reported_at=None)
    return Shown(_("Reports at home of the last three months that were made"), made, 1, of.to("governing:reports"),
                 "journey.reports", due.exclude(reported_at=None), due)  # fmt: skip


def _tasks(of: _Reading) -> Shown:
    done = Task.objects.filter(OPENLY, state=TaskState.DONE)
    return Shown(_("Tasks finished within two months"), done, 1, of.to("tasks:tasks"), "journey.tasks",
                 done.filter(ended_at__gte=of.since(MOVING)), 1)  # fmt: skip


def _year(of: _Reading) -> Shown:
    begun = _held().filter(started_at__lte=of.since(YEAR - MONTH))
    return Shown(_("A year of meetings, the last not long ago"), begun, 1, of.to("meetings:register"),
                 "journey.year", _held().filter(started_at__gte=of.since(QUARTER)), 1)  # fmt: skip


def _initiative(of: _Reading) -> Shown:
    rows = Initiative.objects.filter(state__in=(InitiativeState.WORKING, InitiativeState.ENDED))
    rows = rows.exclude(working_since_at=None)
    return Shown(_("Initiatives that came to work"), rows, 1, of.to("network:initiatives"), "journey.initiative",
                 rows.filter(state=InitiativeState.WORKING), 1)  # fmt: skip


def _held() -> "QuerySet[Any]":
    rows: QuerySet[Any] = Meeting.objects.filter(OPENLY, state=MeetingState.ENDED)
    return rows


SOURCES: tuple[Callable[[_Reading], Shown], ...] = (
    _community, _in_view, _competences, _answered, _sheets, _series, _groups, _kinds, _terms, _seat_levels, _rotation,
    _met, _successors, _small, _chairs_spread, _power, _steady, _thanked, _thanked_people, _results, _reviewed,
    _reports, _tasks, _year, _initiative,
)  # fmt: skip
