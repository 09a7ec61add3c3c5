"""Stories of reaching further: the contact book, calls for help, news, circles."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.network.acts import calls, contacts, crowd, news, reach
from comity.network.models import Acquaintance, GoBetween, HelpOffer, NewsItem, OpenAnswer, Touch, ValueWord
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe

SAID = {"why": "Decides on empty flats.", "source": "His card, at the fair."}
DAY = timedelta(days=1)


@story(
    "network.contact.entered", "network.contact.changed", "network.contact.handed_over", "network.contact.touched",
    "network.contact.put_off", "network.touch.struck", "network.contact.reminded",
)  # fmt: skip
def a_contact_is_kept_up(troupe: Troupe) -> None:
    by, today = shelter(troupe), LATER.date()
    known = contacts.enter_contact(
        name="Nils Arve", kind="person", every=91, confidentiality="named", by=by, at=LATER, **SAID
    )
    assert known.next_on == today
    contacts.change_contact(known, phone="+00 1", by=by, at=LATER)
    contacts.hand_contact_over(known, troupe.people["Henk"], by=by, at=LATER)
    contacts.remind_of_contact(known, by=the_rule(troupe.coalition.pk), at=LATER, today=today)
    henk = troupe.hat(troupe.people["Henk"])
    contacts.put_off(known, today + 3 * DAY, by=henk, at=LATER)
    contacts.note_touch(known, way="called", on=today, note="Next month.", by=henk, at=LATER)
    touch = Touch.objects.select_related("acquaintance").get()
    assert Acquaintance.objects.get().next_on == today + 91 * DAY
    contacts.strike_touch(touch, by=henk, at=LATER)
    assert Acquaintance.objects.get().next_on == today + 3 * DAY


@story(
    "network.contacts.imported", "network.contact.struck", "network.contact.restored", "network.contact.erased",
)  # fmt: skip
def contacts_come_in_and_go(troupe: Troupe) -> None:
    by = tenants(troupe)
    row = {"name": "Nils Arve", "email": "nils@example.org", "kind": "person", **SAID}
    contacts.import_contacts([row, row], by=by, at=THEN)
    known = Acquaintance.objects.get()
    contacts.strike_contact(known, by=by, at=LATER)
    contacts.restore_contact(known, by=by, at=LATER)
    contacts.note_touch(known, way="met", on=THEN.date(), note="Talked long.", by=by, at=LATER)
    contacts.erase_contact(known, by=by, at=LATER)


@story("network.value.stated", "network.value.affirmed", "network.value.retired", "network.value.restored")
def values_are_named_and_affirmed(troupe: Troupe) -> None:
    value = reach.state_value("We do nothing about people without them.", by=troupe.by, at=LATER)
    reach.affirm_value(value, "no", by=shelter(troupe), at=LATER)
    reach.affirm_value(value, "partly", words="We try.", by=shelter(troupe), at=LATER)
    reach.retire_value(value, by=troupe.by, at=LATER)
    reach.restore_value(value, by=troupe.by, at=LATER)
    assert ValueWord.objects.get().answer == "partly"


@story("network.go_between.asked", "network.go_between.answered", "network.go_between.withdrawn")
def somebody_is_asked_for_an_introduction(troupe: Troupe) -> None:
    here = troupe.organisations
    said = {"via": here["HT"], "target": here["HH"], "words": "Would you introduce us?"}
    first = reach.ask_go_between(**said, by=shelter(troupe), at=LATER)
    reach.withdraw_go_between(first, by=shelter(troupe), at=LATER)
    second = reach.ask_go_between(**said, by=shelter(troupe), at=LATER)
    reach.answer_go_between(second, True, words="They expect your call.", by=tenants(troupe), at=LATER)
    assert GoBetween.objects.filter(state="done").count() == 1


@story(
    "network.help.asked", "network.help.changed", "network.help.offered", "network.help.answered",
    "network.help.reminded", "network.help.given", "network.evidence.noted",
)  # fmt: skip
def help_is_asked_for_and_given(troupe: Troupe) -> None:
    by, today = shelter(troupe), LATER.date()
    said = {"title": "Read our lease", "kind": "expertise", "minutes": 60}
    call = calls.ask_for_help(**said, by_on=today, by=by, at=LATER)
    calls.change_help(call, text="Twelve pages.", by=by, at=LATER)
    offer = calls.offer_help(call, "Ruth can on Tuesday.", by=tenants(troupe), at=LATER)
    calls.answer_offer(offer, True, words="Yes!", by=by, at=LATER)
    rule, after = the_rule(troupe.coalition.pk), LATER + 2 * DAY
    calls.ask_whether_given(offer, by=rule, at=after, today=after.date())
    calls.confirm_help(offer, on=today, minutes=45, thanks="You saved us a month.", by=by, at=after)


@story("network.help.closed", "network.help.reopened", "network.help.withdrawn")
def a_call_is_closed_and_opened_again(troupe: Troupe) -> None:
    said = {"title": "Carry chairs", "kind": "hands", "minutes": 30, "by_on": LATER.date()}
    call = calls.ask_for_help(**said, by=shelter(troupe), at=LATER)
    offer = calls.offer_help(call, "Two of us.", by=tenants(troupe), at=LATER)
    calls.withdraw_offer(offer, by=tenants(troupe), at=LATER)
    calls.offer_help(call, "One of us.", by=tenants(troupe), at=LATER)
    calls.close_help(call, by=shelter(troupe), at=LATER)
    calls.reopen_help(call, by=shelter(troupe), at=LATER)
    assert set(HelpOffer.objects.values_list("state", flat=True)) == {"withdrawn", "declined"}


@story(
    "network.news.posted", "network.news.changed", "network.news.answered", "network.news.unsaid",
    "network.news.withdrawn", "network.news.restored", "network.evidence.noted",
)  # fmt: skip
def news_go_round(troupe: Troupe) -> None:
    by, until = shelter(troupe), LATER.date() + 20 * DAY
    item = news.post_news(title="The city answers", text="Ask for Mrs Holm.", until_on=until, by=by, at=LATER)
    news.change_news(item, audience=troupe.bodies["steering"], by=by, at=LATER)
    answer = news.answer_news(item, "Thank you. We ask today.", by=tenants(troupe), at=LATER)
    news.take_answer_back(answer, by=tenants(troupe), at=LATER)
    news.withdraw_news(item, by=by, at=LATER)
    news.restore_news(item, by=by, at=LATER)
    assert NewsItem.objects.get().withdrawn_at is None


def answered(troupe: Troupe, email: str) -> OpenAnswer:
    """An answer to a call to everybody, confirmed."""
    said = {"title": "Where is it dark?", "text": "We ask for lamps.", "until_on": LATER.date() + 9 * DAY}
    call = crowd.open_call(**said, by=troupe.by, at=LATER)
    draft = crowd.draft_answer(call, name="Ida Brook", email=email, words="By the steps.", credited=True, at=LATER)
    assert draft is not None
    return crowd.receive_answer(draft, by=the_rule(troupe.coalition.pk), at=LATER)


@story(
    "network.open_call.opened", "network.open_call.closed", "network.open_call.reopened",
    "network.open_answer.received", "network.open_answer.triaged", "network.open_answer.erased", "tasks.task.given",
)  # fmt: skip
def everybody_is_asked(troupe: Troupe) -> None:
    answer = answered(troupe, "ida@example.org")
    crowd.close_call(answer.call, by=troupe.by, at=LATER)
    crowd.reopen_call(answer.call, by=troupe.by, at=LATER)
    owner = troupe.organisations["OD"]
    crowd.triage_answer(answer, "taken", words="On our list.", organisation=owner, by=troupe.by, at=LATER)
    crowd.erase_answer(answer, by=troupe.by, at=LATER)
