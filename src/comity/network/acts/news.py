"""News are posted, answered, changed and withdrawn. An answer of another member is evidence of their tie."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity, the_rule
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.models import Body
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.network.acts.evidence import note_evidence
from comity.network.models import NewsAnswer, NewsItem
from comity.network.news import permissions, telling

EDITABLE = ("title", "text", "sector", "audience", "until_on")


@act("network.news.posted", says=gettext_noop("posted news: {about}"))
def post_news(
    *, title: str, text: str, until_on: date, sector: str = "", audience: Body | None = None, by: Capacity,
    at: datetime,
) -> Changes[NewsItem]:  # fmt: skip
    """Post news for all members, or meant for one sector or body; the digest carries it to them."""
    require(permissions.may_post(by, at=at))
    _not_past(until_on, at)
    if audience is not None:
        require(same_coalition(by, audience))
    item = NewsItem(
        coalition_id=home(by), organisation_id=by.organisation, for_name=by.of_name, title=title, text=text,
        sector=sector, audience=audience, until_on=until_on, person_id=by.someone, posted_at=at,
    ).store()  # fmt: skip
    return Changes(item, words={"about": title}, until_on=until_on)


@act("network.news.changed", says=gettext_noop("changed the news {about}"))
def change_news(
    item: NewsItem, *, by: Capacity, at: datetime, read: Version | None = None, **said: Any
) -> Changes[NewsItem]:
    """Change the words, for whom, or until when. read: raises Changed when it was changed since."""
    item = _fresh(item, by)
    if read is not None:
        read.require(item)
    require(permissions.may_change(by, item, at=at))
    if "until_on" in said and said["until_on"] != item.until_on:
        _not_past(said["until_on"], at)
    for name in EDITABLE:
        setattr(item, name, said.get(name, getattr(item, name)))
    item.store()
    return Changes(item, words={"about": item.title}, until_on=item.until_on)


@act("network.news.withdrawn", says=gettext_noop("withdrew the news {about}"))
def withdraw_news(item: NewsItem, *, by: Capacity, at: datetime) -> Changes[NewsItem]:
    """It was wrong, or posted too soon. What was answered goes with it."""
    item = _fresh(item, by)
    require(permissions.may_change(by, item, at=at))
    if item.withdrawn_at is not None:
        require(Reason(_("It is withdrawn already."), bar=Bar.NOT_NOW))
    item.withdrawn_at = at
    item.store()
    return Changes(item, words={"about": item.title})


@act("network.news.restored", says=gettext_noop("posted the news {about} again"))
def restore_news(item: NewsItem, *, by: Capacity, at: datetime) -> Changes[NewsItem]:
    """It was right after all."""
    item = _fresh(item, by)
    require(permissions.may_change(by, item, at=at))
    if item.withdrawn_at is None:
        require(Reason(_("It stands there."), bar=Bar.NOT_NOW))
    item.withdrawn_at = None
    item.store()
    return Changes(item, words={"about": item.title})


@act("network.news.answered", says=gettext_noop("answered the news {about}"))
def answer_news(item: NewsItem, words: str, *, by: Capacity, at: datetime) -> Changes[NewsAnswer]:
    """Answer; who posted it is told. Between two members it shows that they exchange news."""
    item = _fresh(item, by)
    require(permissions.may_answer(by, item, at=at))
    answer = NewsAnswer(
        coalition_id=item.coalition_id, item=item, organisation_id=by.organisation, for_name=by.of_name, words=words,
        person_id=by.someone, answered_at=at,
    ).store()  # fmt: skip
    telling.tell_poster(answer, at=at)
    one, other = answer.organisation, item.organisation
    if one is not None and other is not None and one != other:
        note_evidence(
            first=one, second=other, item="news_answered", on=day_of(at), words=item.title,
            source=_("News that were answered"), thing=answer.pk, url=item.get_absolute_url(),
            by=the_rule(item.coalition_id), at=at,
        )  # fmt: skip
    return Changes(answer, also=[item], words={"about": item.title})


@act("network.news.unsaid", says=gettext_noop("took back the answer to the news {about}"))
def take_answer_back(answer: NewsAnswer, *, by: Capacity, at: datetime) -> Changes[NewsAnswer]:
    """Who said it takes it back."""
    require(permissions.may_unsay(by, answer))
    found = NewsAnswer.objects.select_related("item").get(pk=answer.pk)
    if found.withdrawn_at is not None:
        require(Reason(_("It is taken back already."), bar=Bar.NOT_NOW))
    found.withdrawn_at = at
    found.store()
    return Changes(found, also=[found.item], words={"about": found.item.title})


def _fresh(item: NewsItem, by: Capacity) -> NewsItem:
    require(same_coalition(by, item))
    related = ("coalition", "organisation", "audience", "person")
    found: NewsItem = NewsItem.objects.select_related(*related).get(pk=item.pk)
    return found


def _not_past(day: date, at: datetime) -> None:
    if day < day_of(at):
        raise ValidationError({"until_on": _("Choose a day that is still to come.")})
