"""A task is given, confirmed by its owner, done; handed over, declined, dropped; and called to mind."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Refused
from comity.base.versions import Changed, Version
from comity.coalitions.acts.merging import merge_organisations
from comity.coalitions.standing import standing_of
from comity.notices.models import Ask, Mail
from comity.tasks import acts, jobs
from comity.tasks.models import State, Task
from comity.tasks.queries import visible_to
from tests.cast import THEN
from tests.governing.stage import asking, hat, tenants
from tests.tasks.stage import DUE, given

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = THEN + timedelta(hours=1)
pytestmark = [pytest.mark.row("W5")]


@pytest.fixture(autouse=True)
def _scope(troupe: "Troupe"):  # type: ignore[no-untyped-def]
    with troupe.scope():
        yield


def now(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def asks(person: object, kind: str = "") -> list[Ask]:
    rows = Ask.objects.filter(person=person.pk, closed_at=None, kind__startswith="tasks.")  # type: ignore[attr-defined]
    return [one for one in rows if not kind or one.kind == kind]


def test_the_owner_is_asked_to_confirm_and_does(troupe: "Troupe") -> None:
    task = given(troupe)
    marta = troupe.people["Marta"]
    assert task.state == State.GIVEN
    assert [one.kind for one in asks(marta)] == ["tasks.confirm"]
    assert Mail.objects.filter(person=marta.pk, kind="tasks.given").count() == 1
    acts.accept_task(task, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert now(task).state == State.ACCEPTED
    assert now(task).answered_by == marta
    assert asks(marta) == []


def test_nobody_else_can_confirm_it(troupe: "Troupe") -> None:
    task = given(troupe)
    with pytest.raises(Refused, match="This is the task of Open Door Shelter"):
        acts.accept_task(task, by=hat(troupe, "Okafor", "HH"), at=LATER)
    assert now(task).state == State.GIVEN


def test_declining_needs_a_reason_and_reaches_whoever_gave_it(troupe: "Troupe") -> None:
    task, by = given(troupe), hat(troupe, "Marta", "OD")
    with pytest.raises(ValidationError):
        acts.decline_task(task, why=" ", by=by, at=LATER)
    acts.decline_task(task, why="We have no car.", by=by, at=LATER)
    amina = troupe.coordinator
    assert [one.kind for one in asks(amina)] == ["tasks.again"]
    mail = Mail.objects.get(person=amina.pk, kind="tasks.answered")
    assert "We have no car." in mail.text


def test_it_is_done_and_whoever_gave_it_hears_so(troupe: "Troupe") -> None:
    task = given(troupe)
    acts.finish_task(task, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert now(task).state == State.DONE and now(task).ended_at == LATER
    assert Mail.objects.filter(person=troupe.coordinator.pk, subject__startswith="Done:").exists()
    acts.reopen_task(task, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert now(task).state == State.ACCEPTED and now(task).ended_at is None


def test_handed_over_it_waits_for_the_new_owner(troupe: "Troupe") -> None:
    task = given(troupe)
    acts.accept_task(task, by=hat(troupe, "Marta", "OD"), at=LATER)
    health = troupe.organisations["HH"]
    acts.hand_over(task, organisation=health, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert now(task).state == State.GIVEN and now(task).organisation == health
    assert [one.kind for one in asks(troupe.people["Okafor"])] == ["tasks.confirm"]
    with pytest.raises(Refused):
        acts.finish_task(task, by=hat(troupe, "Marta", "OD"), at=LATER)


def test_a_task_needs_an_owner_who_is_there(troupe: "Troupe", elsewhere: "Troupe") -> None:
    with pytest.raises(ValidationError, match="Choose who is to do it"):
        given(troupe, organisation=None)
    with pytest.raises(ValidationError, match="not a member"):
        given(troupe, organisation=next(iter(elsewhere.organisations.values())))
    with pytest.raises(ValidationError, match="may not know of this"):
        given(troupe, person=next(iter(elsewhere.people.values())))
    with pytest.raises(ValidationError, match="does not speak for"):
        given(troupe, organisation=troupe.organisations["OD"], person=troupe.people["Henk"])
    with pytest.raises(ValidationError, match="still to come"):
        given(troupe, due_on=(THEN - timedelta(days=1)).date())
    assert not Task.objects.exists()


def test_only_who_may_add_to_the_thing_can_give_one(troupe: "Troupe") -> None:
    with pytest.raises(Refused, match="has no place in Steering committee"):
        given(troupe, by=hat(troupe, "Henk", "DR"))


def test_a_task_is_as_secret_as_what_it_belongs_to(troupe: "Troupe") -> None:
    secret = asking(troupe)(confidentiality=Confidentiality.BODY)
    task = given(troupe, thing=secret)
    seated = standing_of(troupe.people["Okafor"].pk, troupe.coalition.pk, at=THEN)
    outside = standing_of(troupe.people["Henk"].pk, troupe.coalition.pk, at=THEN)
    assert list(visible_to(seated)) == [task]
    assert list(visible_to(outside)) == []
    with pytest.raises(ValidationError, match="may not know of this"):
        given(troupe, thing=secret, person=troupe.people["Henk"])
    with pytest.raises(ValidationError, match="Nobody of Dock Road Traders"):
        given(troupe, thing=secret, organisation=troupe.organisations["DR"])


def test_the_later_of_two_edits_is_told(troupe: "Troupe") -> None:
    task = given(troupe)
    read = Version.of(task, acts.EDITABLE)
    acts.change_task(task, title="Fetch both keys", due_on=DUE.date(), by=tenants(troupe), at=LATER, read=read)
    with pytest.raises(Changed):
        acts.change_task(task, title="Fetch no key", due_on=DUE.date(), by=tenants(troupe), at=LATER, read=read)


def test_it_is_called_to_mind_three_days_before_and_weekly_after_its_day(troupe: "Troupe") -> None:
    task = given(troupe)
    coalition, marta = troupe.coalition.pk, troupe.people["Marta"]

    def morning(days: int) -> int:
        jobs.remind(coalition, DUE + timedelta(days=days))
        return Mail.objects.filter(person=marta.pk, kind="tasks.reminder").count()

    counts = [morning(days) for days in (-5, -3, -2, 0, 1, 2, 7, 8, 9)]
    assert counts == [0, 1, 1, 1, 2, 2, 2, 3, 3]
    assert [one.kind for one in asks(marta)] == ["tasks.do"]
    late = Mail.objects.filter(person=marta.pk, subject__startswith="Still open").first()
    assert late is not None and "Plans slip" in late.text
    acts.finish_task(task, by=hat(troupe, "Marta", "OD"), at=DUE + timedelta(days=9))
    assert morning(20) == 3
    assert asks(marta) == []


def test_when_two_rows_are_one_organisation_its_open_tasks_move_along(troupe: "Troupe") -> None:
    task = given(troupe, organisation=troupe.organisations["DR"])
    kept, gone = troupe.organisations["HH"], troupe.organisations["DR"]
    merge_organisations(kept, gone, by=troupe.by, at=LATER)
    assert now(task).organisation == kept


def test_who_gave_a_task_says_yes_for_nobody(troupe: "Troupe") -> None:
    task, giver, owner = given(troupe), tenants(troupe), hat(troupe, "Marta", "OD")
    with pytest.raises(Refused):
        acts.finish_task(task, by=giver, at=LATER)
    assert now(task).state == State.GIVEN
    acts.finish_task(task, by=owner, at=LATER)
    assert now(task).answered_by == troupe.people["Marta"]
    assert acts.reopen_task(task, by=giver, at=LATER).state == State.ACCEPTED, "they have said yes by doing it"


def test_what_nobody_said_yes_to_waits_for_it_again_when_it_is_taken_up(troupe: "Troupe") -> None:
    task = given(troupe)
    Task.objects.filter(pk=task.pk).update(state=State.DONE, ended_at=LATER)
    assert acts.reopen_task(task, by=tenants(troupe), at=LATER).state == State.GIVEN
    assert asks(troupe.people["Marta"])


def test_nobody_is_reminded_of_what_is_over(troupe: "Troupe") -> None:
    from comity.base.capacity import the_rule

    task, rule = given(troupe), the_rule(troupe.coalition.pk)
    with pytest.raises(Refused):
        acts.remind_owner(task, by=tenants(troupe), at=LATER, today=DUE.date())
    acts.remind_owner(task, by=rule, at=LATER, today=DUE.date())
    with pytest.raises(Refused):
        acts.remind_owner(task, by=rule, at=LATER, today=DUE.date())
    acts.finish_task(task, by=hat(troupe, "Marta", "OD"), at=LATER)
    with pytest.raises(Refused):
        acts.remind_owner(task, by=rule, at=LATER, today=DUE.date() + timedelta(days=8))
    assert not asks(troupe.people["Marta"])
