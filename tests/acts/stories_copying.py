"""Stories of a structure that is copied and taken back, and of a kind that was not chosen after all."""

from comity.base.capacity import ActsFor, Capacity
from comity.base.ids import uuid7
from comity.coalitions.acts import end_body, found_coalition, resume_body, set_seat_level
from comity.coalitions.models import Coalition, Seat
from comity.core.advice.kinds import CoalitionKind
from comity.founding.copying.acts import copy_structure, take_copy_back
from comity.founding.kind.acts import choose_kind, take_kind_back
from tests.acts.stories import LATER, story
from tests.cast import THEN, Troupe
from tests.founding.stage import warm_rooms


@story("founding.structure.copied", "founding.structure.taken_back")
def a_structure_is_copied_and_taken_back(troupe: Troupe) -> None:
    Coalition.objects.filter(pk=troupe.coalition.pk).update(type="council")
    source = Coalition.objects.get(pk=troupe.coalition.pk)
    runs = troupe.coordinator
    by = Capacity(runs.pk, runs.name, ActsFor.SELF, None, "", uuid7())
    found_coalition(name="Valley Homes", by=by, at=THEN, officers_need_second_factor=False)
    row = copy_structure(source, by=by, at=LATER)
    take_copy_back(row, by=by, at=LATER)


@story("founding.kind.taken_back")
def a_kind_is_not_chosen_after_all(troupe: Troupe) -> None:
    founders = warm_rooms()
    with founders.scope():
        choose_kind(CoalitionKind.ONGOING, by=founders.by, at=THEN)
        row = choose_kind(CoalitionKind.ASSOCIATION, by=founders.by, at=LATER)
        take_kind_back(row, by=founders.by, at=LATER)


@story("coalitions.seat.levelled")
def it_is_settled_whom_a_seat_is_for(troupe: Troupe) -> None:
    seat = Seat.objects.select_related("organisation", "body").first()
    assert seat is not None
    set_seat_level(seat, "director", by=troupe.by, at=LATER)


@story("coalitions.body.resumed")
def a_body_goes_on_after_all(troupe: Troupe) -> None:
    body = end_body(troupe.bodies["steering"], by=troupe.by, at=THEN)
    resume_body(body, by=troupe.by, at=LATER)
