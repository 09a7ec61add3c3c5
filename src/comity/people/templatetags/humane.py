"""Figures of the install in words."""

from datetime import timedelta

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.people.figures import Figures, Requests

register = template.Library()
Rows = list[tuple[str, object]]
ANSWERED = {
    "2xx": gettext_lazy("Answered"),
    "3xx": gettext_lazy("Sent on"),
    "4xx": gettext_lazy("Not found or refused"),
    "5xx": gettext_lazy("Failed, by our fault"),
}


@register.filter
def answered(one: Requests) -> str:
    """A kind of answer."""
    return str(ANSWERED[one.kind])


@register.simple_tag
def work(figures: Figures) -> Rows:
    """Workers, jobs and mails."""
    return [
        (_("Workers alive"), figures.workers),
        (_("Jobs that wait"), _with_age(figures.jobs["waiting"], figures, figures.oldest_job)),
        (_("Jobs being done"), figures.jobs["running"]),
        (_("Jobs that failed"), figures.jobs["failed"]),
        (_("Due and not done"), figures.overdue),
        (_("Mails that wait"), _with_age(_waiting(figures), figures, figures.oldest_mail)),
        (_("Mails that could not be sent"), figures.mails["failed"]),
        (_("Mails sent in seven days"), figures.mails["sent"]),
        (_("Mails kept here in seven days"), figures.mails["kept"]),
    ]


@register.simple_tag
def records(figures: Figures) -> Rows:
    """Whether what was done is still written as it was."""
    words = _("never")
    if figures.oldest_check is not None and not figures.unchecked:
        words = _("{ago} ago").format(ago=_long(figures, figures.oldest_check))
    return [
        (_("Records"), figures.chains),
        (_("Acts in them"), figures.entries),
        (_("Not whole when last checked"), figures.faulty),
        (_("All checked since"), words),
    ]


@register.simple_tag
def sizes(figures: Figures) -> Rows:
    """What there is and what it takes."""
    backup = _("none in the data folder")
    if figures.backup is not None:
        backup = _("{ago} ago").format(ago=_long(figures, figures.backup))
    return [
        (_("Version"), figures.version),
        (_("People"), figures.people),
        (_("Organisations"), figures.organisations),
        (_("Database"), filesizeformat(figures.database_bytes)),
        (_("Free on the disk"), filesizeformat(figures.free_bytes)),
        (_("Newest backup"), backup),
    ]


def _waiting(figures: Figures) -> int:
    return figures.mails["waiting"] + figures.mails["sending"]


def _with_age(n: int, figures: Figures, age: timedelta | None) -> str:
    if not n or age is None:
        return str(n)
    words = ngettext("{n}, for {long}", "{n}, the oldest for {long}", n)
    return words.format(n=n, long=_long(figures, age))


def _long(figures: Figures, age: timedelta) -> str:
    """ "2 hours, 5 minutes"."""
    return timesince(figures.at - age, figures.at)
