"""What the mails about tasks say. Each takes the task, its reader and the mailed link, in the reader's language."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.notices.links import absolute
from comity.tasks.models import Task

Letter = dict[str, Any]


def given_letter(task: Task, reader: Any, link: str) -> Letter:
    """The task with two buttons; each opens the page where the answer is confirmed."""
    lede = _("{name} gives this task to {owner}.").format(name=task.given_name, owner=task.owner_name)
    return _frame(task) | {
        "subject": _("Will you take this on? {title}").format(title=task.title)[:200],
        "preheader": _("Two taps, no password."),
        "lede": lede,
        "paragraphs": [part for part in (task.text, _until(task)) if part],
        "buttons": [
            (_("Yes, we take it on") if task.person_id is None else _("Yes, I take it on"), f"{link}?answer=accept"),
            (_("No"), f"{link}?answer=decline"),
        ],
        "under_buttons": _("A tap opens a page with your answer. It counts only when you confirm it there."),
    }


def soon_letter(task: Task, reader: Any, link: str) -> Letter:
    """A few days before its day."""
    return _doing(task, link) | {
        "subject": _("Soon due: {title}").format(title=task.title)[:200],
        "lede": _until(task),
        "paragraphs": [_("If it can’t be done by then, say so early. Another day, or other hands, can be found.")],
    }


def overdue_letter(task: Task, reader: Any, link: str) -> Letter:
    """Its day has passed: said kindly, with a way out."""
    words = _("It was planned for {day}. Plans slip, and that is all right as long as the others know.")
    return _doing(task, link) | {
        "subject": _("Still open: {title}").format(title=task.title)[:200],
        "lede": words.format(day=_day(task.due_on)),
        "paragraphs": [_("Is it done? Then say so with one tap. If not, ask for another day, or hand it over.")],
    }


def declined_letter(task: Task, reader: Any, link: str) -> Letter:
    """To whoever gave it: why not."""
    return _frame(task) | {
        "subject": _("Not taken on: {title}").format(title=task.title)[:200],
        "lede": _("{owner} can’t do this. You can hand it over to somebody else, or drop it.").format(
            owner=task.owner_name
        ),
        "quote": task.answer,
        "quote_from": task.owner_name,
        "why_you": _("You get this because you gave the task."),
    }


def done_letter(task: Task, reader: Any, link: str) -> Letter:
    """To whoever gave it: it is done."""
    return _frame(task) | {
        "subject": _("Done: {title}").format(title=task.title)[:200],
        "lede": _("{owner} did it. A word of thanks goes a long way.").format(owner=task.owner_name),
        "why_you": _("You get this because you gave the task."),
    }


def moved_letter(task: Task, reader: Any, link: str) -> Letter:
    """There is another day."""
    return _doing(task, link) | {
        "subject": _("Another day: {title}").format(title=task.title)[:200],
        "lede": _until(task) or _("It has no day any more."),
    }


def dropped_letter(task: Task, reader: Any, link: str) -> Letter:
    """Nothing is left to do."""
    return _frame(task) | {
        "subject": _("No longer needed: {title}").format(title=task.title)[:200],
        "lede": _("This task was dropped. You need not do anything more for it."),
    }


def _doing(task: Task, link: str) -> Letter:
    return _frame(task) | {
        "buttons": [(_("It is done"), f"{link}?answer=done")],
        "under_buttons": _("A tap opens a page where you confirm it. No password is needed."),
    }


def _frame(task: Task) -> Letter:
    return {
        "title": task.title,
        "paragraphs": [],
        "why_you": _("You get this because it is a task of {owner}.").format(owner=task.owner_name),
        "link_text": _("Read the task"),
        "link_url": absolute(task.get_absolute_url()),
    }


def _until(task: Task) -> str:
    return _("It should be done by {day}.").format(day=_day(task.due_on)) if task.due_on else ""


def _day(day: date | None) -> str:
    return date_format(day, pgettext("date format, as in Friday 20 November", "l j F")) if day else ""
