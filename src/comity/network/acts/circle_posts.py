"""Posts of circles: written on a page or by mail, held, shown, removed by keepers, taken back by who wrote them."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.ids import uuid7
from comity.base.refusal import Bar, Reason, Refused, require
from comity.coalitions.permissions import same_coalition
from comity.core.letters import bare_subject
from comity.files.acts import upload_file
from comity.files.models import Attachment
from comity.files.queries import twin_of
from comity.network.acts.circles import fresh
from comity.network.circles import mailing, permissions, queries, telling
from comity.network.circles.reading import Carried
from comity.network.models import Circle, CirclePost, CirclePostFile, PostState
from comity.notices.asks import close_asks

S = PostState
#: a subject that was written on within this time is the same thread, where the mail says that it answers
SAME_SUBJECT = timedelta(days=90)
#: what stands for the words of a post that is gone
GONE = "…"


@act("network.circle_post.written", says=gettext_noop("wrote to a circle: {about}"))
def write_post(
    circle: Circle, *, subject: str, text: str, answers: CirclePost | None = None, quoted: str = "", message: str = "",
    answering: Sequence[str] = (), files: Iterable[Carried] = (), by: Capacity, at: datetime,
) -> Changes[CirclePost]:  # fmt: skip
    """Write to a circle. It goes out to the members by mail; where posts are checked, once a keeper says yes.

    answers: the post it answers, where that is known. From a mail: message, its Message-ID; answering, those it names,
    the nearest first; quoted; files, which are kept as files of the circle if its rules take them, else named.
    Refused (CONFLICT) where this very message stands here already.
    """
    circle = fresh(circle, by)
    require(permissions.may_take_part(by, circle, at=at))
    if answers is not None and (answers.circle_id != circle.pk or answers.state == S.HELD):
        require(Reason(_("That post is not here."), bar=Bar.HIDDEN))
    if message and CirclePost.objects.filter(circle=circle, message=message).exists():
        require(Reason(_("This mail stands here already."), bar=Bar.CONFLICT))
    bare, again = bare_subject(subject, circle.name)
    parent = answers or _answered(circle, bare, again, answering, at)
    post = CirclePost(
        coalition_id=circle.coalition_id, circle=circle, parent=parent, thread=parent.first if parent else None,
        person_id=by.someone, organisation_id=by.spoken_for, name=by.of_name, text=_said(text), quoted=quoted,
        subject=(bare or (parent.first.subject if parent else _("No subject")))[:160], by_mail=bool(message),
        posted_at=at,
    )  # fmt: skip
    post.pk = uuid7()
    post.message = message or mailing.new_message(post.pk)
    me = queries.row_of(circle, by.person)
    held = circle.checked and not (me and me.keeper)
    post.state, post.shown_at = (S.HELD, None) if held else (S.SHOWN, at)
    kept = _keep_files(post, files, by, at)
    post.store()
    rows = [CirclePostFile(coalition_id=post.coalition_id, post=post, file=file).store() for file in kept]
    if held:
        telling.ask_to_check(post, at=at)
    else:
        _go_out(post, at)
    first = [post.thread] if post.thread else []
    return Changes(post, also=[circle, *first, *rows], words={"about": post.subject}, by_mail=post.by_mail, held=held)


@act("network.circle_post.held", says=gettext_noop("held a post: {about}"))
def hold_post(post: CirclePost, *, why: str = "", by: Capacity, at: datetime) -> Changes[CirclePost]:
    """Let only its writer and the keepers read it for now. Mails that went out can't be called back."""
    post = _kept(post, by, at, {S.SHOWN})
    post.state = S.HELD
    return _told(post, why, by, at)


@act("network.circle_post.shown", says=gettext_noop("let a post be read: {about}"))
def show_post(post: CirclePost, *, by: Capacity, at: datetime) -> Changes[CirclePost]:
    """Let all read what was held, or removed. It goes out by mail if it never did."""
    post = _kept(post, by, at, {S.HELD, S.REMOVED})
    if post.withheld:
        post.subject, post.text, post.quoted = (post.withheld[name] for name in ("subject", "text", "quoted"))
    post.state, post.withheld, post.kept_why, post.kept_by_id = S.SHOWN, None, "", by.person
    post.shown_at = post.shown_at or at
    post.store()
    close_asks(post, at=at)
    if post.mailed_at is None:
        _go_out(post, at)
    return Changes(post, also=[post.circle], words={"about": post.subject})


@act("network.circle_post.removed", says=gettext_noop("removed a post from a circle"))
def remove_post(post: CirclePost, *, why: str, by: Capacity, at: datetime) -> Changes[CirclePost]:
    """Nobody reads its words any more; that there was a post stays. Its writer is told why."""
    post = _kept(post, by, at, {S.SHOWN, S.HELD})
    if not why.strip():
        raise ValidationError({"why": _("Say why it is removed. Its writer reads it.")})
    post.state, post.withheld = S.REMOVED, {"subject": post.subject, "text": post.text, "quoted": post.quoted}
    post.text, post.quoted = "", ""
    post.subject = GONE if post.thread_id is None and not post.answers.exists() else post.subject
    return _told(post, why, by, at)


@act("network.circle_post.taken_back", says=gettext_noop("took a post back"))
def take_post_back(post: CirclePost, *, by: Capacity, at: datetime) -> Changes[CirclePost]:
    """Who wrote it takes its words back for good, whether or not they still belong. Mails that went out stay out."""
    require(permissions.may_take_back(by, post))
    post = _fresh(post, by)
    require(permissions.taking_back(by, post))
    post.state, post.text, post.quoted, post.withheld, post.uncarried = S.TAKEN, "", "", None, ""
    post.subject = post.subject if post.thread_id or post.answers.exists() else GONE
    post.store()
    close_asks(post, at=at)
    return Changes(post, also=[post.circle])


def _go_out(post: CirclePost, at: datetime) -> None:
    mailing.send_out(post, at=at)
    post.mailed_at = at
    post.store()


def _fresh(post: CirclePost, by: Capacity) -> CirclePost:
    require(same_coalition(by, post))
    related = ("circle__coalition", "person", "thread", "parent", "coalition")
    found: CirclePost = CirclePost.objects.select_related(*related).get(pk=post.pk)
    return found


def _kept(post: CirclePost, by: Capacity, at: datetime, states: set[PostState]) -> CirclePost:
    """The post read anew, for a keeper; Refused where it stands otherwise by now."""
    post = _fresh(post, by)
    require(permissions.may_keep(by, post.circle, at=at))
    if post.state not in states:
        require(Reason(_("This post stands otherwise by now."), _("Load the page anew."), Bar.CONFLICT))
    return post


def _told(post: CirclePost, why: str, by: Capacity, at: datetime) -> Changes[CirclePost]:
    post.kept_by_id, post.kept_why = by.person, why
    post.store()
    close_asks(post, at=at)
    if post.person_id != by.person:
        telling.tell_kept(post, at=at)
    words = {"about": post.subject} if post.state == S.HELD else {}
    return Changes(post, also=[post.circle], words=words)


def _said(text: str) -> str:
    if not text.strip():
        raise ValidationError({"text": _("Write something.")})
    return text


def _answered(
    circle: Circle, bare: str, again: bool, answering: Sequence[str], at: datetime
) -> CirclePost | None:
    """What a mail answers: the post it names, else the last one under the same subject."""
    here = CirclePost.objects.filter(circle=circle).select_related("thread")
    named = {one.message: one for one in here.filter(message__in=list(answering))} if answering else {}
    for message in answering:
        if message in named:
            found: CirclePost = named[message]
            return found
    if not (again and bare):
        return None
    same: CirclePost | None = (
        here.filter(subject__iexact=bare, posted_at__gt=at - SAME_SUBJECT).order_by("posted_at", "pk").last()
    )
    return same


def _keep_files(post: CirclePost, files: Iterable[Carried], by: Capacity, at: datetime) -> list[Attachment]:
    """Those that the rules for files take; the others are named on the post, each with the reason."""
    kept: list[Attachment] = []
    said: list[str] = []
    for one in files:
        twin = twin_of(post.circle, hashlib.sha256(one.data).hexdigest())
        if twin is not None:
            kept.append(twin)
            continue
        try:
            file = ContentFile(one.data, name=one.name)
            kept.append(upload_file(post.circle, file, name=one.name, note=post.subject[:200], by=by, at=at))
        except ValidationError as wrong:
            said.append(f"{one.name}: {' '.join(wrong.messages)}")
        except Refused as no:
            said.append(f"{one.name}: {no}")
    post.uncarried = "\n".join(said)[:4000]
    return list(dict.fromkeys(kept))
