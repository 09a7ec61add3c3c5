"""What the world holds of contacts and of what reaches further, each full of canaries."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from comity.base.capacity import Capacity, the_rule
from comity.network.acts import calls, contacts, crowd, news, reach
from comity.network.models import GoBetween, HelpOffer, OpenAnswer
from comity.people.models import Person
from tests.cast import Troupe, oneself


def reach_everything(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """One of each for all inside; a contact that only its keeper may know of, in alpha the one who is seated."""
    canary, by = f"KANARI-{name}", hats[0]
    things.contact = _contact(canary, by, at).pk
    keeper = troupe.people.get("Okafor") or troupe.people["First"]
    own = next(one for one in troupe.organisations.values() if _speaks(troupe, keeper, one))
    hidden = _contact(f"KANARI-NAMED-{name}", troupe.hat(keeper, own), at, confidentiality="named")
    things.named_contact = hidden.pk
    _share(troupe, name, things, hats, at)
    _help(name, things, hats, at)
    _crowd(troupe, name, things, at)


def _share(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """A value that two speak of, and an ask for an introduction: in alpha the seated one’s organisation is asked."""
    canary, own = f"KANARI-{name}", f"KANARI-BETWEEN-{name}"
    value = reach.state_value(canary, by=troupe.by, at=at)
    for by in hats:
        reach.affirm_value(value, "partly", words=canary, by=by, at=at)
    listed = list(troupe.organisations.values())
    via = troupe.organisations.get("HH") or next(one for one in listed if one.pk != hats[0].of)
    target = next(one for one in listed if one.pk not in (via.pk, hats[0].of))
    asked = reach.ask_go_between(via=via, target=target, words=own, by=hats[0], at=at)
    things.value, things.between = value.pk, asked.pk
    further = next(one for one in listed if one.pk not in (via.pk, target.pk, hats[0].of))
    again = reach.ask_go_between(via=via, target=further, words=own, by=hats[0], at=at)
    said = GoBetween.objects.get(pk=again.pk)
    said.answer, said.state = own, "declined"
    said.store()


def _help(name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """A call for help with an offer, and news with an answer."""
    canary, (first, second) = f"KANARI-{name}", hats
    asked = {"kind": "hands", "minutes": 60, "by_on": at.date() + timedelta(days=40)}
    call = calls.ask_for_help(title=canary, text=canary, **asked, by=first, at=at)
    offer = calls.offer_help(call, canary, by=second, at=at)
    calls.answer_offer(offer, True, words=canary, by=first, at=at)
    thanked = HelpOffer.objects.get(pk=offer.pk)
    thanked.thanks = canary
    thanked.store()
    until = at.date() + timedelta(days=40)
    item = news.post_news(title=canary, text=canary, until_on=until, by=first, at=at)
    news.answer_news(item, canary, by=second, at=at)
    things.help_call, things.help_offer, things.news_item = call.pk, offer.pk, item.pk


def _crowd(troupe: Troupe, name: str, things: Any, at: datetime) -> None:
    """A call to everybody, and an answer of somebody outside."""
    canary, by = f"KANARI-{name}", troupe.by
    until = at.date() + timedelta(days=40)
    call = crowd.open_call(title=canary, text=canary, until_on=until, by=by, at=at)
    email = f"{canary.lower()}@example.org"
    draft: Any = crowd.draft_answer(call, name=canary, email=email, words=canary, credited=True, at=at)
    answer = crowd.receive_answer(draft, by=the_rule(troupe.coalition.pk), at=at)
    answered = OpenAnswer.objects.get(pk=answer.pk)
    answered.reply = canary
    answered.store()
    crowd.draft_answer(call, name=canary, email=f"draft-{email}", words=canary, credited=True, at=at)
    things.open_call, things.open_answer = call.pk, answer.pk


def _contact(canary: str, by: Capacity, at: datetime, **more: Any) -> Any:
    words = dict.fromkeys(("name", "works_for", "role", "phone", "how", "why", "source"), canary)
    made = contacts.enter_contact(
        kind="person", email=f"{canary.lower()}@example.org", every=30, last_on=at.date(), by=by, at=at, **words, **more
    )
    return contacts.note_touch(made, way="met", on=at.date(), note=canary, by=by, at=at)


def _speaks(troupe: Troupe, who: Person, organisation: Any) -> bool:
    try:
        return troupe.hat(who, organisation) != oneself(who, troupe.coalition)
    except StopIteration:
        return False
