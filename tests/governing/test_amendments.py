"""Amendments: how others would have a proposal read; accepted with their name, declined with a reason, or voted on."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.base.versions import Changed, Version
from comity.credits.queries import contributions
from comity.governing import acts
from comity.governing.models import Amendment, AmendmentState, Cause, MatterState, Question
from comity.notices.models import Ask, Mail
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, close, hat, say, signed_in, tenants

A = AmendmentState
LATER = OPENS + timedelta(hours=2)
TEXT = "We insulate forty flats.\n\nWe begin soon.\n\nThe fund pays."
BETTER = TEXT.replace("soon", "by March")


@pytest.fixture
def proposal(troupe: Troupe) -> Question:
    """The tenants' proposal, shown to the steering committee before the vote."""
    draft = acts.draft_question(
        body=troupe.bodies["steering"], title="Insulate?", lede="Forty flats.", text=TEXT,
        closes_at=CLOSES + timedelta(days=60), by=tenants(troupe), at=OPENS,
    )  # fmt: skip
    return acts.share_question(draft, by=tenants(troupe), at=OPENS)


def made(troupe: Troupe, proposal: Question, text: str = BETTER, who: str = "Henk", mark: str = "DR") -> Amendment:
    return acts.amend(proposal, text, why="“Soon” was two years.", by=hat(troupe, who, mark), at=LATER)


def now_reads(troupe: Troupe, thing: Any) -> Any:
    with troupe.scope():
        return type(thing).objects.select_related("coalition").get(pk=thing.pk)


@pytest.mark.row("G5", "G15")
def test_an_accepted_amendment_is_a_new_version_that_names_who_made_it(troupe: Troupe, proposal: Question) -> None:
    amendment = made(troupe, proposal)
    ask = Ask.objects.get(kind="governing.amendment")
    assert ask.person == troupe.people["Amina"].pk and "amendments/1/" in ask.url
    assert "would have it read otherwise" in Mail.objects.get(kind="governing.amendment").subject
    acts.accept_amendment(amendment, by=tenants(troupe), at=LATER)
    with troupe.scope():
        first, second = proposal.wordings.all()
        assert (first.cause, first.text) == (Cause.FIRST, TEXT)
        assert (second.cause, second.text, second.amendment_id) == (Cause.AMENDMENT, BETTER, amendment.pk)
        assert now_reads(troupe, proposal).text == BETTER
        names = {name: how for _pk, name, how in contributions["governing.question"](now_reads(troupe, proposal))}
    assert "amended its text" in names["Dock Road Traders"]
    assert not Ask.objects.filter(kind="governing.amendment", closed_at=None).exists()
    assert "Accepted" in Mail.objects.get(kind="governing.amendment-answered").subject
    with stopped_at(LATER):
        page = signed_in(troupe.people["Ruth"]).get(f"{proposal.get_absolute_url()}discussion/").content.decode()
    assert "Changed by an amendment" in page and "Dock Road Traders" in page
    assert list(verify(troupe.coalition.pk)) == []


def test_what_changed_elsewhere_meanwhile_is_joined_and_what_clashes_is_asked(
    troupe: Troupe, proposal: Question
) -> None:
    first, second, third = (
        made(troupe, proposal),
        made(troupe, proposal, TEXT.replace("fund", "shared fund"), "Marta", "OD"),
        made(troupe, proposal, TEXT.replace("soon", "in May"), "Okafor", "HH"),
    )
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    acts.accept_amendment(first, by=tenants(troupe), at=LATER)
    acts.accept_amendment(second, by=tenants(troupe), at=LATER)
    assert now_reads(troupe, proposal).text == BETTER.replace("fund", "shared fund")
    with pytest.raises(ValidationError, match="changed in the same passage since"):
        acts.accept_amendment(third, by=tenants(troupe), at=LATER)
    both = BETTER.replace("by March", "in March, at the latest in May")
    read = Version.of(proposal, ("text",))
    with pytest.raises(Changed):
        acts.accept_amendment(third, text=both, by=tenants(troupe), at=LATER, read=read)
    acts.accept_amendment(third, text=both, by=tenants(troupe), at=LATER)
    assert now_reads(troupe, proposal).text == both


@pytest.mark.row("G15")
def test_it_is_declined_with_a_reason_and_can_be_taken_back(troupe: Troupe, proposal: Question) -> None:
    amendment = made(troupe, proposal)
    for nobody in (hat(troupe, "Henk", "DR"), hat(troupe, "Marta", "OD")):
        with pytest.raises(Refused):
            acts.accept_amendment(amendment, by=nobody, at=LATER)
    with pytest.raises(ValidationError, match="Say why not"):
        acts.decline_amendment(amendment, " ", by=tenants(troupe), at=LATER)
    declined = acts.decline_amendment(amendment, "The builders come in May.", by=tenants(troupe), at=LATER)
    assert (declined.state, now_reads(troupe, proposal).text) == (A.DECLINED, TEXT)
    assert "The builders come in May." in Mail.objects.get(kind="governing.amendment-answered").text
    another = made(troupe, proposal)
    with pytest.raises(Refused, match="Somebody else made this amendment"):
        acts.withdraw_amendment(another, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert acts.withdraw_amendment(another, by=hat(troupe, "Henk", "DR"), at=LATER).state == A.WITHDRAWN
    with pytest.raises(ValidationError, match="reads like the proposal"):
        made(troupe, proposal, TEXT)


@pytest.mark.row("G5", "G15")
def test_the_proposal_waits_until_amendments_are_answered_and_the_vote_on_them_comes_first(
    troupe: Troupe, proposal: Question
) -> None:
    amendment = made(troupe, proposal, who="Marta", mark="OD")
    with pytest.raises(Refused, match="Amendment 1 of Open Door Shelter waits for an answer"):
        acts.open_question(proposal, by=tenants(troupe), at=LATER)
    marta = hat(troupe, "Marta", "OD")
    with pytest.raises(Refused):
        acts.put_amendment(amendment, closes_at=CLOSES, by=marta, at=LATER)
    acts.decline_amendment(amendment, "Too early.", by=tenants(troupe), at=LATER)
    put = acts.put_amendment(amendment, closes_at=CLOSES, by=marta, at=LATER)
    with pytest.raises(Refused, match="Amendment 1 is being voted on, and comes before it"):
        acts.open_question(proposal, by=tenants(troupe), at=LATER)
    vote = put.vote
    assert vote is not None and (vote.body_id, vote.rule, vote.binding) == (proposal.body_id, proposal.rule, True)
    say(troupe, vote, at=LATER, HT="no", OD="yes", HH="yes")
    assert close(vote).effect_state == "done"
    assert now_reads(troupe, amendment).state == A.CARRIED
    after = now_reads(troupe, proposal)
    assert (after.text, after.matter.state) == (BETTER, MatterState.OPEN)
    opened = acts.open_question(proposal, by=tenants(troupe), at=CLOSES + timedelta(hours=1))
    assert opened.text == BETTER
    with pytest.raises(Refused, match="stands still once it is put to the vote"):
        made(troupe, opened, TEXT)


def test_a_vote_that_does_not_carry_leaves_the_proposal_as_it_is(troupe: Troupe, proposal: Question) -> None:
    for end in ("no", "withdrawn"):
        put = acts.put_amendment(made(troupe, proposal), closes_at=CLOSES, by=tenants(troupe), at=LATER)
        assert put.vote is not None
        if end == "no":
            say(troupe, put.vote, at=LATER, HT="no", OD="no", HH="yes")
            close(put.vote)
        else:
            acts.withdraw_question(put.vote, why="Settled over tea.", by=tenants(troupe), at=LATER)
        assert now_reads(troupe, put).state == A.LOST
    assert now_reads(troupe, proposal).text == TEXT
    acts.open_question(proposal, by=tenants(troupe), at=CLOSES + timedelta(hours=1))


def test_advice_can_be_amended_and_not_voted_on(troupe: Troupe) -> None:
    draft = acts.draft_question(
        body=troupe.bodies["steering"], title="Which words?", lede="In letters.", text=TEXT, binding=False,
        closes_at=CLOSES, by=tenants(troupe), at=OPENS,
    )  # fmt: skip
    amendment = made(troupe, acts.share_question(draft, by=tenants(troupe), at=OPENS))
    with pytest.raises(Refused, match="Advice binds nobody"):
        acts.put_amendment(amendment, closes_at=CLOSES, by=tenants(troupe), at=LATER)
    assert acts.accept_amendment(amendment, by=tenants(troupe), at=LATER).state == A.ACCEPTED


@pytest.mark.row("G15")
def test_by_its_pages_it_is_made_read_beside_the_proposal_and_accepted(troupe: Troupe, proposal: Question) -> None:
    slug = troupe.coalition.slug
    henk, amina = signed_in(troupe.people["Henk"]), signed_in(troupe.people["Amina"])
    ours = {"acting_as": f"organisation:{troupe.organisations['HT'].pk}"}
    one = [slug, proposal.pk, 1]
    with stopped_at(LATER):
        page = henk.get(proposal.get_absolute_url()).content.decode()
        assert "Amendments" in page
        new = reverse("governing:amend", args=[slug, proposal.pk])
        assert "We begin soon." in henk.get(new).content.decode()
        shown = henk.post(new, {"text": BETTER, "why": "March."}, follow=True).content.decode()
        assert "What would change" in shown and "<ins>" in shown and "Take my amendment back" in shown
        for name in ("accept-amendment", "decline-amendment", "put-amendment"):
            assert henk.get(reverse(f"governing:{name}", args=one)).status_code == 403
            assert amina.get(reverse(f"governing:{name}", args=one)).status_code == 200
        accept = reverse("governing:accept-amendment", args=one)
        form = amina.get(accept).content.decode()
        read = form.split('name="read_as" value="')[1].split('"')[0]
        done = amina.post(accept, {"text": BETTER, "read_as": read, **ours}, follow=True)
        assert done.status_code == 200
        listed = henk.get(reverse("governing:amendments", args=[slug, proposal.pk])).content.decode()
        assert "Accepted" in listed
    assert now_reads(troupe, proposal).text == BETTER


def test_pages_take_as_many_queries_for_three_amendments_as_for_one(
    troupe: Troupe, proposal: Question, django_assert_max_num_queries: Any
) -> None:
    url = reverse("governing:amendments", args=[troupe.coalition.slug, proposal.pk])
    client = signed_in(troupe.people["Okafor"])
    for n in range(3):
        made(troupe, proposal, f"{TEXT}\n\nAnd number {n}.")
        with stopped_at(LATER), django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200
