"""Reports fall due once something is decided, if the ground rules ask for them. Called inside acts."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Coalition
from comity.coalitions.queries import voters_for
from comity.governing.models import HomeReport
from comity.governing.reports.queries import waiting_of
from comity.governing.rulebook.ground import ground_of
from comity.notices.asks import open_asks
from comity.notices.links import action_links
from comity.notices.models import Ask
from comity.people.models import Organisation

#: kind of ask, and purpose of the mailed link
REPORT, LINK = "governing.report", "report"
#: how long after it was due a mailed link still works
LINK_LASTS = timedelta(days=90)


def fall_due(thing: Any, organisations: Iterable[Organisation], *, title: str, at: datetime) -> list[HomeReport]:
    """Note what each organisation has to hear from its representatives, and ask these; nothing where no rule asks.

    thing: the decision's question, or the meeting, with a level and an address. One ask for all that waits.
    """
    ground = ground_of(thing.coalition_id, at)
    if ground is None or not ground.report_days:
        return []
    asked, due = list(organisations), at.astimezone(thing.coalition.tz).date() + timedelta(days=ground.report_days)
    rows = []
    for one in asked:
        report = HomeReport(
            organisation=one, title=title[:200], url=thing.get_absolute_url(), due_on=due, asked_at=at
        )
        report.belong_to(thing)
        rows.append(report)
    HomeReport.objects.bulk_create(rows, 500)
    ask(thing.coalition, asked, due, at=at)
    return rows


def ask(coalition: Coalition, organisations: list[Organisation], due: date, *, at: datetime) -> None:
    """One ask for each person who votes for one of them; one that is open already stays as it is."""
    holders = voters_for([one.pk for one in organisations], on=day_of(at))
    url = reverse("governing:reports", args=[coalition.slug])
    title, evening = _("Tell your organisation what was decided"), datetime.combine(due, time(23, 59), coalition.tz)
    open_asks(
        Ask(
            person=person.pk, coalition=coalition.pk, organisation=one.pk, acts_for=one.name, kind=REPORT, power="vote",
            label=HomeReport._meta.label_lower, thing=one.pk, title=title, url=url, due_at=evening, opened_at=at,
        )
        for one in organisations
        for person in holders[one.pk]
    )  # fmt: skip


def ask_on(coalition: Coalition, organisation: Organisation, *, at: datetime) -> None:
    """Ask for what is still waiting, by the next day it is due."""
    if (left := waiting_of(organisation.pk).first()) is not None:
        ask(coalition, [organisation], left.due_on, at=at)


def report_links(
    coalition: UUID, of: Iterable[tuple[UUID, UUID]], due: date
) -> dict[tuple[UUID, UUID], str]:
    """By organisation and person: the mailed address at which that person says that it was told."""
    expires = datetime.combine(due, time(23, 59), UTC) + LINK_LASTS
    return action_links(LINK, of, expires_at=expires, coalition=coalition)
