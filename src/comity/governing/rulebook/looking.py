"""Own rules are looked at again by the body that looks after them, as often as the rule says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.base.forms import Form, LongField
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.refusal import Bar, Reason
from comity.base.templatetags.marks import day, status
from comity.coalitions.held import Keeper, coordinators, keepers_of_body
from comity.coalitions.permissions import hidden
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import Standing
from comity.core.rulebook.again import next_look
from comity.core.rulebook.types import OwnRule
from comity.governing.models import RulebookVersion, RuleReview
from comity.notices.asks import open_asks
from comity.notices.models import Ask

#: kind of ask
LOOK = "governing.rule"


@dataclass(frozen=True)
class Due:
    """An own rule that is to be looked at, and since which day."""

    own: OwnRule
    on: date


def to_look_at(version: RulebookVersion, at: datetime) -> list[Due]:
    """The own rules whose time has come and that nobody was asked about since. One query."""
    tz, looks = version.coalition.tz, list(RuleReview.objects.order_by("due_on", "pk"))
    begun, today = (version.adopted_at or at).astimezone(tz).date(), at.astimezone(tz).date()
    last = {look.text: look for look in looks}
    found = []
    for own in version.rules.ground.own:
        look = last.get(own.text)
        if own.review_months is None or (look and look.looked_at is None):
            continue
        since = look.looked_at.astimezone(tz).date() if look and look.looked_at else begun
        if (on := next_look(since, own.review_months)) <= today:
            found.append(Due(own, on))
    return found


def ask(look: RuleReview, *, at: datetime) -> None:
    """Ask whoever presides over the body that looks after it; where nobody does, who coordinates."""
    keepers: list[Keeper] = list(keepers_of_body(look.owner, at)) if look.owner else coordinators(at)
    title = _("Does this rule still hold? {text}").format(text=look.text)
    url = reverse("governing:rule-look", args=[look.version.coalition.slug, look.pk])
    open_asks(
        Ask(
            person=one.person.pk, coalition=look.coalition_id, body=one.body, acts_for=one.name, kind=LOOK,
            label=look._meta.label_lower, thing=look.pk, title=title[:300], url=url, opened_at=at,
        )
        for one in keepers
    )  # fmt: skip


def looking(standing: Standing, by: Capacity, look: RuleReview) -> Reason | None:
    """Say what was found: who acts for the body that looks after it, and coordinators."""
    if not standing.inside:
        return hidden()
    if by.body is None or not (standing.coordinates or by.of == look.owner_id):
        name = look.owner.name if look.owner else _("The coalition")
        who = _("Who acts for it, or a coordinator, can.")
        return Reason(_("{name} looks after this rule.").format(name=name), who)
    if look.looked_at is not None:
        return Reason(_("This was looked at already."), bar=Bar.CONFLICT)
    return None


class LookForm(Form):
    """Whether a rule still holds, and what was found."""

    stands = forms.TypedChoiceField(
        label=gettext_lazy("Does it still hold?"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", gettext_lazy("Yes, it stands")), ("no", gettext_lazy("No, it should be changed"))],
    )  # fmt: skip
    words = LongField(
        label=gettext_lazy("What did you find?"), max_length=2000, required=False,
        help_text=gettext_lazy("All members can read it. If it should change, say how."),
    )  # fmt: skip


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """All looks at own rules, for those inside."""
    rows: QuerySet[Any] = RuleReview.objects.all() if standing.inside else RuleReview.objects.none()
    return rows.select_related("version__coalition", "owner", "person")


def looks(request: CoalitionRequest) -> Listing:
    """Own rules that were looked at again, and those that wait for it; the newest first."""
    today = now().astimezone(request.coalition.tz).date()
    page = lambda one: reverse("governing:rule-look", args=[request.coalition.slug, one.pk])  # noqa: E731
    columns = [
        Column("rule", _("Rule"), "text", head=True, link=page),
        Column("owner", _("Looked after by"), lambda one: one.owner.name if one.owner else ""),
        Column("due_on", _("Due"), "due_on", sort="due_on", show=lambda one: day(one.due_on, today)),
        Column("state", _("Status"), lambda one: state_of(one)[1], show=lambda one: status(*state_of(one))),
        Column("words", _("What was found"), "words"),
    ]
    states = [("waiting", _("Waits")), ("stands", _("Stands")), ("change", _("To be changed"))]
    return Listing(
        request, visible_to(request.standing), name="rule-looks", columns=columns, default="-due_on",
        caption=_("Own rules looked at again"),
        filters=(Words(("text", "words")), Choose("state", _("Status"), states, apply=_in_state)),
        empty=Empty(
            _("No rule has been looked at yet"),
            _("An own rule can say how often it is looked at again, and by which body."), "book",
        ),
    )  # fmt: skip


def state_of(look: Any) -> tuple[str, str]:
    """Sign and word of where it stands."""
    if look.looked_at is None:
        return "warn", _("Waits")
    return ("ok", _("Stands")) if look.stands else ("info", _("To be changed"))


def _in_state(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    return rows.filter(looked_at=None) if value == "waiting" else rows.filter(stands=value == "stands")


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All of them, header first."""
    yield "rule", "version", "owner", "due_on", "looked_at", "stands", "what_was_found", "looked_by"
    for one in visible_to(standing).order_by("due_on", "pk").iterator(chunk_size=200):
        owner, person = one.owner.name if one.owner else "", one.person.name if one.person else ""
        yield one.text, one.version.number, owner, one.due_on, one.looked_at, one.stands, one.words, person
