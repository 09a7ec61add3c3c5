"""Comments on a text, in threads that are settled at their first comment."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.held import thing_of
from comity.texts import telling
from comity.texts.acts.reading import fresh_comment, fresh_text
from comity.texts.models import Comment, Text, Version
from comity.texts.permissions import may_comment, may_resolve


@act("texts.comment.made", says=gettext_noop("commented on {about}"))
def comment_on(
    text: Text, *, words: str, by: Capacity, at: datetime, quote: str = "", thread: Comment | None = None
) -> Changes[Comment]:  # fmt: skip
    """Say something about a text as it reads now, or answer in a thread; an answer opens a settled thread again."""
    text = fresh_text(text, by)
    require(may_comment(by, text, at=at))
    first = thread and fresh_comment(thread, by)
    if first and (first.text_id != text.pk or first.thread_id):
        require(Reason(_("This is not the beginning of a thread on this text."), bar=Bar.CONFLICT))
    version = Version.objects.get(text=text, number=text.number)
    comment = Comment(text=text, version=version, thread=first, quote=quote, words=words, written_at=at)
    comment.speak_as(by)
    comment.store()
    opened = [_step(first, None, None)] if first and first.resolved_at else []
    if first:
        telling.tell_thread(comment, at=at)
    about = {"about": text.title}
    return Changes(comment, also=[*opened, text, thing_of(text)], words=about, text=text.pk, thread=first and first.pk)


@act("texts.comment.resolved", says=gettext_noop("settled a thread on {about}"))
def resolve_comment(comment: Comment, *, by: Capacity, at: datetime) -> Changes[Comment]:
    """Settle a thread; it stays readable."""
    comment = fresh_comment(comment, by)
    require(may_resolve(by, comment, at=at) or _must_be(comment, resolved=False))
    return _told(_step(comment, at, by))


@act("texts.comment.reopened", says=gettext_noop("opened a thread on {about} again"))
def reopen_comment(comment: Comment, *, by: Capacity, at: datetime) -> Changes[Comment]:
    """Open a settled thread again."""
    comment = fresh_comment(comment, by)
    require(may_resolve(by, comment, at=at) or _must_be(comment, resolved=True))
    return _told(_step(comment, None, None))


def _step(comment: Comment, at: datetime | None, by: Capacity | None) -> Comment:
    comment.resolved_at, comment.resolved_by_id = at, by.person if by else None
    return comment.store()


def _told(comment: Comment) -> Changes[Comment]:
    text = comment.text
    return Changes(comment, also=[text, thing_of(text)], words={"about": text.title}, text=text.pk)


def _must_be(comment: Comment, *, resolved: bool) -> Reason | None:
    if bool(comment.resolved_at) == resolved:
        return None
    why = _("This thread is open.") if resolved else _("This thread is settled already.")
    return Reason(why, bar=Bar.CONFLICT)
