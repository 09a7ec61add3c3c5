"""How closely to work is answered from a mail, without signing in, and as blindly as on the page inside."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from comity.audit.models import Entry
from comity.base.clock import stopped_at
from comity.coalitions.acts import end_mandate
from comity.coalitions.models import Mandate
from comity.network.acts.weighings import end_weighing
from comity.network.models import Weighing, WeighingSide
from comity.notices.links import token_of
from comity.notices.models import ActionLink, Mail
from tests.cast import THEN
from tests.network.stage import text_of
from tests.network.test_weighings import LATER, MEANS, WHO, begun, hat, says

pytestmark = [pytest.mark.row("R2")]
GIVEN = {"wants": 2, "relies": 2, "stays": 1, **MEANS}


@pytest.fixture(autouse=True)
def _scope(home):
    with home.scope():
        yield


def link(home, mark):
    """The newest link of a side, as a path."""
    rows = ActionLink.objects.filter(purpose="weighing", person=home.people[WHO[mark]].pk)
    newest = rows.filter(organisation=home.organisations[mark].pk).order_by("-expires_at", "-pk").first()
    return reverse("notices:link", args=[token_of(newest)])


def visit(home, mark, data=None, *, query="", at=LATER):
    client, url = Client(), link(home, mark) + query
    with stopped_at(at):
        return client.get(url) if data is None else client.post(url, data)


def test_each_side_is_written_to_with_a_link_of_its_own(home):
    begun(home)
    mails = Mail.objects.filter(kind="network.weighing")
    assert {mail.person for mail in mails} >= {home.people["Marta"].pk, home.people["Amina"].pk}
    assert "/sign-in" not in "".join(mail.text for mail in mails)
    for mark in ("OD", "HT"):
        told = text_of(visit(home, mark))
        assert f"You answer for {home.organisations[mark].name}" in told and "Not answered yet" in told


def test_opening_the_link_changes_nothing(home):
    weighing, before = begun(home), Entry.objects.count()
    for _ in range(2):
        assert visit(home, "OD").status_code == 200
    assert Entry.objects.count() == before
    assert not WeighingSide.objects.filter(weighing=weighing).exclude(answered_at=None).exists()


def test_answers_from_mails_stay_blind_until_both_are_there(home):
    weighing = begun(home)
    assert visit(home, "OD", {**GIVEN, "wants": ""}).status_code == 422
    assert visit(home, "OD", {**GIVEN, "wants": 1, "relies": 0}).status_code == 302
    theirs = visit(home, "HT")
    assert "form" in theirs.context and theirs.context["form"].initial == {}
    assert "Has answered" in text_of(theirs) and "What fits now" not in text_of(theirs)
    assert "Your answers are kept" in text_of(visit(home, "OD"))
    assert visit(home, "OD", query="?more").context["form"].initial["wants"] == 1
    visit(home, "HT", GIVEN)
    weighing = Weighing.objects.get(pk=weighing.pk)
    assert (weighing.state, weighing.rung) == ("shown", 1)
    for mark, other in (("OD", "HT"), ("HT", "OD")):
        told = text_of(visit(home, mark))
        assert "What fits now" in told and f"For {home.organisations[mark].name} alone" in told
        assert f"For {home.organisations[other].name} alone" not in told


def test_the_advice_comes_with_a_link_of_its_own(home):
    weighing = begun(home)
    for mark in ("OD", "HT"):
        says(home, weighing, mark, at=LATER)
    shown = Mail.objects.filter(kind="network.weighed", person=home.people["Amina"].pk).get()
    assert "See the advice" in shown.text
    assert "What fits now" in text_of(visit(home, "HT"))
    assert visit(home, "HT", GIVEN).status_code == 409, "the advice is there: nothing is changed any more"


def test_a_side_says_from_the_mail_that_it_would_rather_not(home):
    weighing = begun(home)
    assert visit(home, "HT", {"go": "end"}).status_code == 302
    assert Weighing.objects.get(pk=weighing.pk).state == "ended"
    assert "would rather not weigh this now" in text_of(visit(home, "OD"))


def test_a_link_dies_with_the_mandate_and_with_the_weighing(home):
    weighing = begun(home)
    mandate = Mandate.objects.get(person=home.people["Amina"], organisation=home.organisations["HT"])
    end_mandate(mandate, by=home.by, at=LATER)
    assert visit(home, "HT", GIVEN, at=LATER + timedelta(days=2)).status_code in (403, 404)
    end_weighing(weighing, by=hat(home, "OD"), at=LATER)
    assert visit(home, "OD", GIVEN).status_code == 409
    assert not WeighingSide.objects.filter(weighing=weighing).exclude(answered_at=None).exists()


def test_it_was_begun_then(home):
    """Whoever began it has a link, too: their own side is asked as the others are."""
    begun(home, at=THEN)
    assert visit(home, "OD").context["sheet"].mine.name == home.organisations["OD"].name
