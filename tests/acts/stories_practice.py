"""Stories of the shared practice: topics, tasks, signatures and credit."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.credits import acts as credits
from comity.credits.models import Credit
from comity.signatures import acts as signatures
from comity.signatures.models import Sheet, State
from comity.tasks import acts as tasks
from comity.tasks.models import Task
from comity.topics import acts as topics
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe
from tests.governing.stage import hat

SOON = THEN + timedelta(days=10)


@story(
    "topics.topic.added", "topics.topic.changed", "topics.topic.merged", "topics.topic.retired",
    "topics.topic.restored",
)  # fmt: skip
def the_list_of_topics_is_kept(troupe: Troupe) -> None:
    by = troupe.by
    housing = topics.add_topic(name="Housing", by=by, at=THEN)
    homes = topics.add_topic(name="Homes", description="Where we live.", by=by, at=THEN)
    topics.add_topic(name="Damp flats", parent=homes, by=by, at=THEN)
    topics.change_topic(housing, name="Housing and rent", by=by, at=LATER)
    topics.merge_topics(homes, housing, by=by, at=LATER)
    lonely = topics.add_topic(name="Parking", by=by, at=LATER)
    topics.retire_topic(lonely, by=by, at=LATER)
    topics.restore_topic(lonely, by=by, at=LATER)


@story(
    "tasks.task.given", "tasks.task.accepted", "tasks.task.declined", "tasks.task.done", "tasks.task.reopened",
    "tasks.task.handed_over", "tasks.task.changed", "tasks.task.dropped", "tasks.task.reminded",
)  # fmt: skip
def tasks_come_and_go(troupe: Troupe) -> None:
    shelter_itself, steering = troupe.organisations["OD"], troupe.bodies["steering"]
    task = tasks.give_task(
        thing=steering, title="Fetch the key", organisation=shelter_itself, due_on=SOON.date(), by=tenants(troupe),
        at=THEN,
    )  # fmt: skip
    tasks.decline_task(task, why="We have no car.", by=shelter(troupe), at=LATER)
    tasks.hand_over(task, person=troupe.people["Henk"], by=tenants(troupe), at=LATER)
    henk = hat(troupe, "Henk", "DR")
    tasks.accept_task(task, by=henk, at=LATER)
    tasks.change_task(task, title="Fetch both keys", due_on=SOON.date(), by=tenants(troupe), at=LATER)
    tasks.remind_owner(task, by=the_rule(troupe.coalition.pk), at=LATER, today=SOON.date())
    tasks.finish_task(task, by=henk, at=LATER)
    tasks.reopen_task(task, by=henk, at=LATER)
    tasks.drop_task(task, by=tenants(troupe), at=LATER)
    assert Task.objects.get(pk=task.pk).state == "dropped"


def laid_out(troupe: Troupe, *marks: str) -> Sheet:
    """A promise, laid out to be signed by the organisations of these marks."""
    asked = [troupe.organisations[mark] for mark in marks]
    return signatures.open_sheet(
        thing=troupe.coalition, title="Warm rooms", text="We keep one warm room open until ten.", by=troupe.by, at=THEN,
        organisations=asked, sign_by_on=SOON.date(),
    )  # fmt: skip


@story(
    "signatures.sheet.opened", "signatures.signature.given", "signatures.signature.declined",
    "signatures.signature.withdrawn", "signatures.sheet.reminded",
)  # fmt: skip
def a_promise_is_signed(troupe: Troupe) -> None:
    sheet = laid_out(troupe, "OD", "HT")
    signatures.decline_to_sign(sheet, why="Not yet.", by=tenants(troupe), at=LATER)
    signatures.sign(sheet, typed="Marta Lind", by=shelter(troupe), at=LATER)
    signatures.withdraw_signature(sheet, by=shelter(troupe), at=LATER)
    signatures.remind_signatories(sheet, by=the_rule(troupe.coalition.pk), at=LATER, today=SOON.date())
    signatures.sign(sheet, drawn="M10 20L30 40", by=shelter(troupe), at=LATER)
    signatures.sign(sheet, typed="Amina Haddad", by=tenants(troupe), at=LATER)
    assert Sheet.objects.get(pk=sheet.pk).state == State.COMPLETE


@story("signatures.sheet.closed", "signatures.sheet.called_off")
def signing_ends_before_all_have_signed(troupe: Troupe) -> None:
    sheet = laid_out(troupe, "OD", "HT")
    signatures.sign(sheet, typed="Marta Lind", by=shelter(troupe), at=LATER)
    signatures.close_sheet(sheet, by=troupe.by, at=LATER)
    signatures.call_off(laid_out(troupe, "DR"), why="It says too little.", by=troupe.by, at=LATER)


@story(
    "credits.credit.proposed", "credits.credit.confirmed", "credits.credit.amended", "credits.credit.dropped",
    "credits.credit.restored", "credits.credits.ordered", "credits.credit.naming",
)  # fmt: skip
def credit_is_shared(troupe: Troupe) -> None:
    thing, marta = troupe.bodies["steering"], troupe.people["Marta"]
    first = credits.give_credit(
        thing=thing, organisation=troupe.organisations["OD"], what="lent the hall", person=marta, by=tenants(troupe),
        at=THEN,
    )  # fmt: skip
    second = credits.give_credit(
        thing=thing, organisation=troupe.organisations["HH"], what="wrote it down", by=tenants(troupe), at=THEN
    )
    credits.confirm_credit(first, by=shelter(troupe), at=LATER)
    credits.amend_credit(first, what="lent the hall and made soup", by=shelter(troupe), at=LATER)
    credits.answer_naming(first, named=True, by=shelter(troupe), at=LATER)
    credits.order_credits(thing, [second.pk, first.pk], by=troupe.by, at=LATER)
    credits.drop_credit(second, by=tenants(troupe), at=LATER)
    credits.restore_credit(second, by=tenants(troupe), at=LATER)
    assert [line.pk for line in Credit.objects.order_by("place")] == [second.pk, first.pk]
