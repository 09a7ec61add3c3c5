"""Who reaches which page, and what the other rooms are told."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import counted
from comity.coalitions.acts import give_mandate
from comity.coalitions.models import Power
from comity.coalitions.standing import Standing, standing_of
from comity.governing.acts import draft_question, offer_proxy
from comity.governing.jobs import ask_reviews
from comity.governing.matters.telling import caretakers
from comity.governing.models import Question
from comity.governing.queries import fresh_decisions
from comity.governing.rules import DEFAULT
from comity.governing.tables import questions as table_of
from comity.governing.tables import votes as votes_table
from comity.notices.models import Ask
from comity.topics.acts import add_topic
from tests.cast import Troupe, person
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say, signed_in, tenants

NOON = OPENS + timedelta(hours=3)
PAGES = ["question", "edit", "open", "later", "withdraw", "close", "answer", "object", "json", "csv"]


def addresses(troupe: Troupe, question: Question) -> list[str]:
    slug = troupe.coalition.slug
    pages = [reverse(f"governing:{name}", args=[slug, question.pk]) for name in PAGES]
    return [reverse("governing:register", args=[slug]), reverse("governing:new", args=[slug]), *pages]


def standing(troupe: Troupe, name: str) -> Standing:
    return standing_of(troupe.people[name].pk, troupe.coalition.pk, at=NOON)


def test_outsiders_find_nothing_and_strangers_are_asked_to_sign_in(
    troupe: Troupe, elsewhere: Troupe, asks: Asks
) -> None:
    question = asks()
    with stopped_at(NOON):
        for address in addresses(troupe, question):
            for call in (signed_in(elsewhere.coordinator).get, signed_in(elsewhere.coordinator).post):
                assert call(address).status_code == 404, address
            assert Client().get(address).status_code == 302, address


def test_a_question_does_not_open_under_another_coalitions_address(
    troupe: Troupe, elsewhere: Troupe, asks: Asks
) -> None:
    question = asks()
    with stopped_at(NOON):
        for address in addresses(elsewhere, question)[2:]:
            assert signed_in(elsewhere.coordinator).get(address).status_code in (404, 405), address


def test_the_filters_of_the_register_name_no_matter_that_one_may_not_know(troupe: Troupe, asks: Asks) -> None:
    evictions, mergers = (add_topic(name=name, by=troupe.by, at=OPENS) for name in ("Evictions", "Mergers"))
    asks(confidentiality=Confidentiality.BODY, topic=evictions)
    draft_question(
        body=troupe.bodies["steering"], title="Or?", lede="So.", topic=mergers, by=hat(troupe, "Marta", "OD"), at=NOON
    )
    with stopped_at(NOON):
        readers = {name: signed_in(troupe.people[name]) for name in ("Marta", "Henk")}
        seen = {name: client.get(register_of(troupe)).content.decode() for name, client in readers.items()}
    for topic in ("Evictions", "Mergers"):
        assert topic in seen["Marta"] and topic not in seen["Henk"]


def test_where_the_author_is_gone_only_coordinators_who_may_know_are_asked(troupe: Troupe, asks: Asks) -> None:
    ines = person("Ines Second")
    give_mandate(ines, body=troupe.assembly, powers=[Power.SPEAK, Power.COORDINATE], by=troupe.by, at=NOON)
    question = asks(confidentiality=Confidentiality.BODY)
    question.person = None
    with troupe.scope():
        assert caretakers(question, NOON) == [troupe.coordinator]


#: half past midnight in Berlin, where the coalition is, on the day after that of UTC
AFTER_MIDNIGHT = datetime(2026, 6, 9, 22, 30, tzinfo=UTC)


def test_a_day_begins_when_it_begins_where_the_coalition_is(troupe: Troupe, asks: Asks) -> None:
    today = AFTER_MIDNIGHT.date() + timedelta(days=1)
    say(troupe, question := asks(title="Insulate?", review_on=today), HT="yes", OD="yes")
    close(question)
    with stopped_at(AFTER_MIDNIGHT):
        amina = signed_in(troupe.people["Amina"])
        assert "Insulate?" in amina.get(register_of(troupe) + "?state=review").content.decode()
        assert "Insulate?" not in amina.get(register_of(troupe) + "?state=agreed&q=nothing").content.decode()
    shelter, over = troupe.organisations["OD"], AFTER_MIDNIGHT.date()
    with timezone.override(troupe.coalition.tz):
        with pytest.raises(ValidationError, match="a day to come"):
            offer_proxy(shelter, until_on=over, by=tenants(troupe), at=AFTER_MIDNIGHT)
        ask_reviews(troupe.coalition.pk, AFTER_MIDNIGHT)
    with troupe.scope():
        assert Ask.objects.filter(kind="governing.review").exists()


def test_a_mandate_ends_with_its_last_day_there(troupe: Troupe) -> None:
    """Not two hours later, when it is midnight in UTC."""
    ines, last, shelter = person("Ines Second"), AFTER_MIDNIGHT.date(), troupe.organisations["OD"]
    give_mandate(ines, organisation=shelter, powers=[Power.SPEAK], ends_on=last, by=troupe.by, at=NOON)
    client = signed_in(ines)
    for at, code in ((AFTER_MIDNIGHT - timedelta(hours=1), 200), (AFTER_MIDNIGHT, 404)):
        with stopped_at(at):
            assert client.get(register_of(troupe)).status_code == code


def register_of(troupe: Troupe) -> str:
    return reverse("governing:register", args=[troupe.coalition.slug])


def test_what_stays_in_a_body_is_absent_for_the_others(troupe: Troupe, asks: Asks) -> None:
    question = asks(confidentiality=Confidentiality.BODY, title="A secret of the committee?")
    say(troupe, question, HT="yes", OD="yes")
    close(question)
    with stopped_at(CLOSES + timedelta(hours=1)):
        henk = signed_in(troupe.people["Henk"])
        for address in addresses(troupe, question)[2:]:
            assert henk.get(address).status_code in (404, 405), address
        register = henk.get(reverse("governing:register", args=[troupe.coalition.slug])).content
        assert b"A secret" not in register
        history = henk.get(reverse("inside:record", args=[troupe.coalition.slug])).content
        assert b"A secret" not in history
    with troupe.scope():
        assert fresh_decisions(standing(troupe, "Henk")) == []
        assert [one.title for one in fresh_decisions(standing(troupe, "Okafor"))] == [question.title]


@pytest.mark.parametrize("level", [Confidentiality.PUBLIC, Confidentiality.COALITION])
def test_only_public_decisions_are_told_to_everyone(level: Any, troupe: Troupe, asks: Asks) -> None:
    question = asks(confidentiality=level)
    say(troupe, question, HT="yes", OD="yes")
    close(question)
    with troupe.scope():
        told = fresh_decisions(Standing(None, troupe.coalition.pk))
    assert len(told) == (1 if level == Confidentiality.PUBLIC else 0)


def test_a_wrong_hat_is_told_why_beside_the_button(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    for name, words in [
        ("Henk", "had no place in Steering committee"),
        ("Ruth", "does not include its vote"),
    ]:
        with stopped_at(NOON):
            page = signed_in(troupe.people[name]).get(question.get_absolute_url()).content.decode()
        assert words in page
        assert 'aria-disabled="true"' in page


def test_search_export_digest_and_evidence_know_of_decisions(troupe: Troupe, asks: Asks) -> None:
    for n in range(3):
        question = asks(title=f"Question {n}?", closes_at=CLOSES + timedelta(hours=n))
        say(troupe, question, HT="yes", OD="no" if n else "yes", HH="yes")
        close(question)
    asks(title="Still open?", closes_at=CLOSES + timedelta(days=9))
    with troupe.scope():
        marta = standing(troupe, "Marta")
        rows = list(table_of(marta))
        assert [row[0] for row in rows] == ["number", "D-001", "D-002", "D-003", "D-004"]
        assert {len(row) for row in rows} == {15}
        assert len(list(votes_table(marta))) == 1 + 9
        told = list(
            registry.digest["governing"](marta, CLOSES - timedelta(days=1), CLOSES + timedelta(days=1))
        )
        assert [text.split("?")[0] for text, _url in told] == [f"Agreed: Question {n}" for n in range(3)]
        opened = list(
            registry.digest["governing"](marta, OPENS - timedelta(days=1), OPENS + timedelta(days=1))
        )
        assert [text for text, _url in opened] == ["Open for answers: Still open?"]
        (shown,) = counted(registry.evidence["governing.decided"](marta))
        assert (shown.count, shown.needed) == (3, 3)


# ── the pages at work ──

DRAFT = {
    "what-title": "Paint the stairwell?", "what-lede": "In May, for 400.", "text-text": "",
    "whom-confidentiality": "coalition", "kind-kind": "work", "kind-topic": "",
    "until-closes_at": "2026-04-20T18:00", "then-effect": "nothing", "then-review_on": "",
    "seen": ["what", "text", "kind", "whom", "until", "then"], "at": "check",
}  # fmt: skip


def test_a_draft_is_kept_changed_and_opened_by_its_pages(troupe: Troupe) -> None:
    amina, slug = signed_in(troupe.coordinator), troupe.coalition.slug
    typed = {**DRAFT, "whom-body": str(troupe.assembly.pk)}
    with stopped_at(NOON):
        amina.post(reverse("governing:new", args=[slug]), {**typed, "keep": "draft"})
        with troupe.scope():
            draft = Question.objects.get()
        assert (draft.state, draft.binding, draft.clause, draft.rule) == ("draft", True, "1.6", DEFAULT)
        assert draft.closes_at.isoformat() == "2026-04-20T16:00:00+00:00"  # six in the evening in Berlin
        edit = reverse("governing:edit", args=[slug, draft.pk])
        amina.post(edit, {**typed, "what-title": "Paint both stairwells?", "go": "done"})
        page = amina.get(draft.get_absolute_url()).content.decode()
        assert "Paint both stairwells?" in page
        done = amina.post(reverse("governing:open", args=[slug, draft.pk]), follow=True)
    assert "D-001 is open" in done.content.decode()


def test_what_the_act_refuses_is_said_and_nothing_typed_is_lost(troupe: Troupe) -> None:
    amina, slug = signed_in(troupe.coordinator), troupe.coalition.slug
    typed = {
        **DRAFT,
        "whom-body": str(troupe.assembly.pk),
        "until-closes_at": "2026-03-03T09:00",
        "go": "done",
    }
    with stopped_at(NOON):
        page = amina.post(reverse("governing:new", args=[slug]), typed).content.decode()
    assert "at least an hour" in page
    assert "Paint the stairwell?" in page
    with troupe.scope():
        assert not Question.objects.exists()  # nothing half-saved


def test_an_objection_goes_its_way_by_the_pages(troupe: Troupe, asks: Asks) -> None:
    question, slug = asks(), troupe.coalition.slug
    words = {"objection-concern": "Six shops close.", "objection-change": "In January."}
    okafor, amina = signed_in(troupe.people["Okafor"]), signed_in(troupe.coordinator)
    with stopped_at(NOON):
        url = reverse("governing:object", args=[slug, question.pk])
        check = okafor.post(url, {**words, "at": "objection", "go": "next"}).content.decode()
        assert "does not stop the count" in check
        okafor.post(url, {**words, "at": "check", "seen": "objection", "go": "done"})
        with troupe.scope():
            objection = question.objections.get()
        reply = reverse("governing:reply", args=[slug, question.pk, objection.pk])
        assert amina.get(reply).status_code == 200
        amina.post(reply, {"text": "We checked it."})
        take_in = reverse("governing:take-in", args=[slug, question.pk, objection.pk])
        assert amina.get(take_in).status_code == 200
        page = amina.post(take_in, {"lede": "In January.", "text": ""}, follow=True).content.decode()
    assert "We checked it." in page
    assert "Its change was taken in" in page


def test_moving_and_withdrawing_by_the_pages(troupe: Troupe, asks: Asks) -> None:
    question, slug = asks(), troupe.coalition.slug
    amina, marta = signed_in(troupe.coordinator), signed_in(troupe.people["Marta"])
    with stopped_at(NOON):
        later = reverse("governing:later", args=[slug, question.pk])
        assert marta.get(later).status_code == 403
        assert amina.post(later, {"closes_at": "2026-03-04T09:00"}).status_code == 422
        assert amina.post(later, {"closes_at": "2026-05-04T09:00"}).status_code == 302
        withdraw = reverse("governing:withdraw", args=[slug, question.pk])
        assert amina.post(withdraw, {"why": ""}).status_code == 422
        assert amina.post(withdraw, {"why": "The fund is empty."}).status_code == 302
        page = marta.get(question.get_absolute_url()).content.decode()
    assert "The fund is empty." in page


@pytest.mark.parametrize(
    ("filters", "found"),
    [("state=open", 1), ("state=agreed", 1), ("state=not-agreed", 1), ("state=draft", 1), ("q=intake", 1),
     ("year=2026", 3), ("year=1999&state=nonsense", 3), ("sort=-date", 3)],
)  # fmt: skip
def test_the_register_is_narrowed(filters: str, found: int, troupe: Troupe, asks: Asks) -> None:
    from comity.governing.acts import draft_question

    first, second = asks(title="One intake form?"), asks(title="Join the petition?")
    asks(title="Still open?", closes_at=CLOSES + timedelta(days=9))
    say(troupe, first, HT="yes", OD="yes")
    say(troupe, second, HT="no", OD="no")
    close(first)
    close(second)
    draft_question(body=troupe.assembly, title="A draft?", lede="Soon.", by=tenants(troupe), at=OPENS)
    with stopped_at(CLOSES + timedelta(hours=1)):
        url = reverse("governing:register", args=[troupe.coalition.slug])
        rows = signed_in(troupe.coordinator).get(f"{url}?{filters}").content.decode()
        table = b"".join(signed_in(troupe.coordinator).get(f"{url}?{filters}&format=csv")).decode("utf-8-sig")
    assert rows.count('role="rowheader"') == found
    assert len(table.strip().splitlines()) == found + 1
