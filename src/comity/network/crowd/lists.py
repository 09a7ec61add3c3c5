"""Open calls, and what came in to one, as lists. Pages and other programs read the same."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status
from comity.coalitions.requests import CoalitionRequest
from comity.network.crowd import queries
from comity.network.models import AnswerState, OpenAnswer, OpenCall

SIGNS = {AnswerState.NEW: "warn", AnswerState.TAKEN: "ok", AnswerState.THANKED: "info", AnswerState.DECLINED: ""}


def open_calls(request: CoalitionRequest) -> Listing:
    """All calls to everybody, those that end last first."""
    page = addresses("network:open-call", request.coalition.slug, like=UUID(int=0))
    today = today_in(request)
    columns = [
        Column("title", _("What we ask"), "title", sort="title", head=True, link=lambda c: page(c.pk)),
        Column("who", _("In whose name"), "for_name", sort="for_name"),
        Column("until", _("Until"), "until_on", sort="until_on", narrow=True),
        Column("answers", _("Answers"), "answer_count", sort="answer_count", numeric=True),
        Column("waiting", _("Wait for us"), "new_count", sort="new_count", numeric=True),
        Column("state", _("Status"), lambda c: state_of(c, today)[1], show=lambda c: status(*state_of(c, today))),
    ]
    return Listing(
        request, queries.visible_to(request.standing), name="open-calls", columns=columns, default="-until",
        caption=_("Open calls"), filters=(Words(("title", "text")),),
        empty=Empty(
            _("Nobody outside has been asked yet"),
            _("Some know what none of us knows. Ask them: anyone can answer, without an account."), "globe",
            _("Ask everybody"), reverse("network:ask-everybody", args=[request.coalition.slug]),
            _("“Where in the district is it too dark at night?”"),
        ),
    )  # fmt: skip


def open_answers(request: CoalitionRequest, call: OpenCall) -> Listing:
    """What came in to one call, what waits for us first."""
    page = addresses("network:open-answer", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("words", _("Answer"), "words", head=True, link=lambda a: page(a.pk)),
        Column("name", _("Name"), "name", sort="name"),
        Column("state", _("Status"), lambda a: a.get_state_display(), show=sign_of, sort="state"),
        Column("on", _("Came in"), "confirmed_at", show=lambda a: day(a.confirmed_at, short=True),
               sort="confirmed_at", narrow=True),
        Column("credited", _("Wants to be named"), "credited", shown=False),
        Column("reply", _("Our reply"), "reply", shown=False),
    ]  # fmt: skip
    rows = queries.answers_visible_to(request.standing).filter(call=call)
    return Listing(
        request, rows, name="open-answers", columns=columns, default="-on", caption=_("What came in"),
        filters=(Words(("words", "name")), Choose("state", _("Status"), AnswerState.choices)),
        empty=Empty(
            _("Nothing has come in yet"),
            _("Pass the address of the public page on: to neighbours, in your newsletter, on a poster."), "mail",
        ),
    )  # fmt: skip


def today_in(request: CoalitionRequest) -> date:
    """The day it is where the coalition is."""
    return now().astimezone(request.coalition.tz).date()


def state_of(call: Any, today: date) -> tuple[str, str]:
    """Sign and words."""
    return ("info", _("Open to all")) if call.is_open(today) else ("", _("Closed"))


def sign_of(answer: OpenAnswer) -> Any:
    """Its state with a sign."""
    return status(SIGNS[AnswerState(answer.state)], answer.get_state_display())
