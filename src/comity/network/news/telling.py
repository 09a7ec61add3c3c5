"""Who posted news hears what others answered."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.network.models import NewsAnswer
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write

ANSWERED = "network.news-answer"


def tell_poster(answer: NewsAnswer, *, at: datetime) -> None:
    """By mail, unless they answered themselves."""
    item, poster = answer.item, answer.item.person
    if poster.pk == answer.person_id or not poster.email or poster.erased_at:
        return

    def context(_to: Addressee) -> dict[str, dict[str, object]]:
        title = _("{name} answers: {title}").format(name=answer.for_name, title=item.title)
        return {"mail": {
            "subject": title[:200], "title": title, "quote": answer.words, "quote_from": answer.for_name,
            "link_text": _("Read it and answer"), "link_url": absolute(item.get_absolute_url()),
            "why_you": _("You get this because you posted the news."),
        }}  # fmt: skip

    to = Addressee(poster.pk, poster.email, poster.name, poster.speaks())
    write(ANSWERED, [to], template="base/mail/base.html", at=at, coalition=item.coalition_id, context=context)
