"""Circles: people of several organisations who meet and write to each other about one craft they share."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import RHYTHMS, ScopedRecord

#: who reads what is written in a circle: its members, or everyone inside the coalition
READERS = [(c.value, c.label) for c in (Confidentiality.NAMED, Confidentiality.COALITION)]


def new_key() -> str:
    """What tells the address of a circle from all others; nobody guesses it."""
    return secrets.token_hex(6)


class Joining(models.TextChoices):
    OPEN = "open", _("Anyone of a member organisation")
    ASKED = "asked", _("Whoever a keeper says yes to")


class Circle(ScopedRecord):
    """What a circle is for and how one joins. Everyone inside knows that there is one, and who belongs to it.

    confidentiality: who reads what is written in it; it never changes. checked: each post waits for a keeper's yes.
    key: what stands in its address of mail.
    """

    name = Line(_("name"), max_length=80)
    purpose = Words(_("what it is for"), longest=2000)
    joining = models.CharField(_("who may join"), max_length=8, choices=Joining.choices, default=Joining.OPEN)
    every = models.CharField(_("usual rhythm"), max_length=12, choices=RHYTHMS, blank=True)
    checked = models.BooleanField(_("each post waits for a keeper’s yes"), default=False)
    confidentiality = models.CharField(
        _("who reads what is written here"), max_length=10, choices=READERS, default=Confidentiality.NAMED
    )
    key = models.CharField(max_length=16, unique=True, default=new_key)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    begun_name = Line(max_length=160)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = Words(_("why"), longest=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "ended_at"], name="circle_running")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def address(self) -> str:
        """Where mails to all of it go; empty where this install takes none."""
        return f"circle-{self.key}@{settings.MAIL_CIRCLES_AT}" if settings.MAIL_CIRCLES_AT else ""

    def get_absolute_url(self) -> str:
        return reverse("network:circle", args=[self.coalition.slug, self.pk])


class OfCircle(ScopedRecord):
    """A record of one circle, as confidential as what is written in it."""

    circle: Any

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return str(self.circle.confidentiality)


class Belongs(models.TextChoices):
    ASKED = "asked", _("Asked to join")
    IN = "in", _("Belongs to it")
    DECLINED = "declined", _("Not taken in")
    LEFT = "left", _("Left")


class Mails(models.TextChoices):
    EACH = "each", _("Each post at once")
    DAILY = "daily", _("One mail a day")
    NONE = "none", _("No mail: I read here")


class CircleMember(ScopedRecord):
    """A person in a circle, for an organisation under the name it had then.

    shows_address: agreed that the others read one's e-mail address. carried_at: up to when posts went out in the daily
    mail.
    """

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    state = models.CharField(max_length=8, choices=Belongs.choices, default=Belongs.IN)
    keeper = models.BooleanField(default=False)
    mails = models.CharField(_("how posts reach you"), max_length=6, choices=Mails.choices, default=Mails.EACH)
    shows_address = models.BooleanField(_("the others may read my e-mail address"), default=False)
    asked_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    carried_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["circle", "person"], name="once_in_a_circle")]
        indexes = [models.Index(fields=["person"], name="circle_by_person")]


class PostState(models.TextChoices):
    SHOWN = "shown", _("Shown")
    HELD = "held", _("Held by a keeper")
    REMOVED = "removed", _("Removed by a keeper")
    TAKEN = "taken", _("Taken back")


class CirclePost(OfCircle):
    """What somebody wrote to a circle, on its page or by mail; with its answers a thread.

    thread: the post that began it, None for that one itself. quoted: what stood below the writer's own words. withheld:
    its words while a keeper has removed it, so that it can stand again; of one taken back nothing is left.
    message: the Message-ID under which mail programs know it. mailed_at: when it went out. uncarried: what came along
    and was not kept, one a line.
    """

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="posts")
    thread = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    subject = Line(_("subject"), max_length=160)
    text = Words(_("what you write"), longest=20_000, blank=True)
    quoted = Words(longest=60_000, blank=True)
    withheld = models.JSONField(null=True)
    uncarried = Words(longest=4000, blank=True)
    message = models.CharField(max_length=250)
    by_mail = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=PostState.choices, default=PostState.SHOWN)
    posted_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    kept_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    kept_why = Words(_("why"), longest=600, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "message"], name="one_post_per_message")]
        indexes = [
            models.Index(fields=["circle", "posted_at"], name="circle_post_by_time"),
            models.Index(fields=["coalition", "posted_at"], name="circle_post_by_coalition"),
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def first(self) -> Any:
        """The post that began the thread."""
        return self.thread or self

    @cached_property
    def carried(self) -> list[Any]:
        """The files that came along. One query, unless they were read with the post."""
        return [one.file for one in self.files.all()]

    def get_absolute_url(self) -> str:
        url = reverse("network:circle-thread", args=[self.coalition.slug, self.thread_id or self.pk])
        return f"{url}#p-{self.pk}" if self.thread_id else url


class CirclePostFile(ScopedRecord):
    """A file that came along with a post; it belongs to the circle."""

    post = models.ForeignKey(CirclePost, models.PROTECT, related_name="files")
    file = models.ForeignKey("files.Attachment", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "file"], name="once_with_a_post")]
