"""The same stories in a real browser: by day and night, on a phone, from the mail."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as configured

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from comity.governing.models import Question
    from tests.cast import Troupe

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 320, "height": 640}}


class Stage:
    """Harbour Homes today: one question open with an objection, one decided, one drafted."""

    def __init__(self) -> None:
        from comity.base.clock import now
        from comity.governing.acts import draft_question, raise_objection
        from tests.cast import harbour
        from tests.governing.stage import asking, close, hat, say, tenants

        self.then = now() - timedelta(days=10)
        self.troupe: Troupe = harbour()
        ask = asking(self.troupe)
        soon = self.then + timedelta(days=2)
        self.decided: Question = ask(at=self.then, closes_at=soon, title="One intake form for all desks?")
        say(self.troupe, self.decided, at=self.then, HT="yes", OD="yes", HH="no")
        close(self.decided)
        self.open: Question = ask(
            at=self.then, closes_at=now() + timedelta(days=9), text="*Costs*: 4,500 a flat."
        )
        say(self.troupe, self.open, at=self.then, HT="yes", HH="no")
        raise_objection(
            self.open, concern="Scaffolding in December closes six shops.", change="Start at the canal end.",
            by=hat(self.troupe, "Okafor", "HH"), at=self.then,
        )  # fmt: skip
        self.draft: Question = draft_question(
            body=self.troupe.assembly, title="Paint the stairwell?", lede="In May, for 400.",
            by=tenants(self.troupe), at=self.then,
        )  # fmt: skip

    def sign_in(self, page: "Page", name: str, base: str) -> "Page":
        """The person's session, without the detour of a mail."""
        from tests.governing.stage import signed_in

        session = signed_in(self.troupe.people[name]).cookies[configured.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": base}])
        return page

    def addresses(self) -> list[str]:
        """Every page a voter or author sees on the way."""
        from django.urls import reverse

        slug, asked = self.troupe.coalition.slug, self.open.pk
        names = ["answer", "object", "later", "withdraw"]
        return [
            reverse("governing:register", args=[slug]),
            reverse("governing:new", args=[slug]),
            *(question.get_absolute_url() for question in (self.open, self.decided, self.draft)),
            *(reverse(f"governing:{name}", args=[slug, asked]) for name in names),
        ]

    def tap(self, name: str) -> str:
        """The first button of a person's mail."""
        from comity.notices.models import Mail

        mail = Mail.objects.get(
            kind="governing.opened", person=self.troupe.people[name].pk, subject__contains="40"
        )
        found = re.search(r'href="http://[^/"]+(/a/[^"]+)"', mail.html)
        assert found is not None
        return unescape(found[1])


@pytest.fixture
def stage(db: None) -> Stage:
    return Stage()


@pytest.mark.row("P1")
def test_an_elderly_member_answers_from_the_mail_on_a_phone(
    stage: Stage, new_page: Callable[..., Any]
) -> None:
    page = new_page(**PHONE, java_script_enabled=False)
    page.goto(stage.tap("Marta"))
    assert page.get_by_role("heading", level=1).inner_text() == "You say “In favour”. Is that right?"
    page.get_by_role("button", name="Confirm our answer").click()
    assert page.get_by_role("heading", level=1).inner_text() == "You answered “In favour”."
    with stage.troupe.scope():
        assert (
            stage.open.votes.filter(organisation=stage.troupe.organisations["OD"], replaced_at=None).count()
            == 1
        )


def test_a_question_is_put_one_page_at_a_time(stage: Stage, page: Any, live_server: Any) -> None:
    from comity.governing.models import Question, State

    stage.sign_in(page, "Marta", live_server.url)
    page.goto(stage.addresses()[1])
    page.get_by_label("The question").fill("Night bus for shift workers?")
    page.get_by_label("In one or two sentences").fill("We ask the city for one bus an hour.")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("A body’s own work").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Steering committee").check()
    page.get_by_role("button", name="Go on").click()
    assert page.get_by_label("Until when can organisations answer?").input_value().endswith("T18:00")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Check the question before you ask it"
    page.get_by_role("button", name="Open the question").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Night bus for shift workers?"
    with stage.troupe.scope():
        asked = Question.objects.get(title__startswith="Night")
    assert (asked.state, asked.number, asked.clause, asked.binding) == (State.OPEN, 3, "1.6", True)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing(
    look: Any, stage: Stage, new_page: Callable[..., Any], axe: Any, live_server: Any
) -> None:
    page = stage.sign_in(new_page(color_scheme=look), "Amina", live_server.url)
    for address in [*stage.addresses(), stage.tap("Okafor")]:
        assert page.goto(address).status == 200, address
        assert (address, axe(page)) == (address, [])


def test_no_page_scrolls_sideways_on_a_small_phone(
    stage: Stage, new_page: Callable[..., Any], axe: Any, live_server: Any
) -> None:
    page = stage.sign_in(new_page(**PHONE), "Amina", live_server.url)
    for address in [*stage.addresses(), stage.tap("Marta")]:
        assert page.goto(address).status == 200, address
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert (address, wide) == (address, 320)
