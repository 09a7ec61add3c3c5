"""What needs someone (asks), what they are sent (mails), what a mail's link may do, and what runs when.

Notices lie below people and coalitions, so persons and coalitions stand here as bare ids.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.records import Record
from comity.base.text import Line


class Ask(Record):
    """One thing that needs one person, in one capacity. Opened and closed by acts; home and digest read only this."""

    person = models.UUIDField()
    coalition = models.UUIDField()
    organisation = models.UUIDField(null=True)
    body = models.UUIDField(null=True)
    acts_for = Line(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    power = models.CharField(max_length=20, blank=True)
    label = models.CharField(max_length=60)
    thing = models.UUIDField()
    title = Line(max_length=300)
    url = models.CharField(max_length=300)
    due_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "thing", "organisation"],
                condition=models.Q(closed_at=None, organisation__isnull=False),
                name="one_open_ask_for_organisation",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "thing"],
                condition=models.Q(closed_at=None, organisation=None),
                name="one_open_ask_for_self",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "closed_at", "due_at"], name="ask_by_person"),
            models.Index(fields=["thing", "closed_at"], name="ask_by_thing"),
        ]


class MailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    KEPT = "kept", _("Kept here, not sent")
    FAILED = "failed", _("Could not be sent")


class Mail(Record):
    """One mail in the outbox. Written inside the act, sent by the worker after commit, kept until retention ends."""

    person = models.UUIDField(null=True)
    coalition = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=320)
    name = Line(max_length=120, blank=True)
    subject = Line(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    calendar = models.TextField(blank=True, help_text="an iCalendar object that goes along")
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="mail_by_state"),
            models.Index(fields=["person", "queued_at"], name="mail_by_person"),
        ]


class ActionLink(Record):
    """What a link in a mail opens: for this person, this purpose, this thing, until then.

    The token is signed, not kept. `said` tells what was done with it, once it was used.
    """

    person = models.UUIDField()
    coalition = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    purpose = models.CharField(max_length=40)
    thing = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    said = Line(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="link_by_end")]


class Quiet(Record):
    """A kind of notice that a person does not want by mail (in one coalition, or everywhere)."""

    person = models.UUIDField()
    coalition = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "coalition", "kind"],
                condition=models.Q(ended_at=None, coalition__isnull=False),
                name="quiet_once_in_coalition",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(ended_at=None, coalition=None),
                name="quiet_once_everywhere",
            ),
        ]


class Rhythm(models.TextChoices):
    MINUTELY = "minutely", _("Every minute")
    HOURLY = "hourly", _("Every hour")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")


class Occurrence(models.Model):
    """One occurrence of a scheduled job in one coalition; its key is claimed once, whichever worker comes first.

    Not done: it is being run, or will be tried again at `next_try_at`.
    """

    key = models.CharField(max_length=160, primary_key=True)
    job = models.CharField(max_length=80)
    coalition = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["done_at", "next_try_at"], name="occurrence_by_state")]


class Beat(models.Model):
    """A worker that is alive, and when it last said so. One that falls silent is dead, and its work is free."""

    worker = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
