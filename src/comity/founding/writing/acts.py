"""A founding text is begun, put to the vote as it reads, and adopted by the decision."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason, Refused, require
from comity.coalitions.models import Body, BodyKind, Coalition
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.founding.brief import telling as brief_telling
from comity.founding.brief.queries import unanswered_by
from comity.founding.founders import founders_of
from comity.founding.models import FoundingText, Kind
from comity.founding.sealing import seals
from comity.founding.writing.permissions import may_keep, not_waiting
from comity.governing.acts import put_question
from comity.governing.models import Question as Vote
from comity.governing.rulebook import adopted
from comity.governing.rulebook.proposing import FOUNDING
from comity.notices.asks import close_asks
from comity.texts.acts import freeze_text, open_text

#: the effect by which a carried question adopts a founding text
ADOPT = "founding.text.adopted"
#: so many letters a question can hold; longer texts are read on their own page
LONGEST = 20_000


@act("founding.text.begun", says=gettext_noop("began to write: {about}"))
def begin_founding_text(kind: Kind, words: str, *, by: Capacity, at: datetime) -> Changes[FoundingText]:
    """Begin the brief, the mission or the structure with these words; from now on it is written together.

    The joint brief begins once all founders have answered; who coordinates may begin it without the silent. From then
    on everybody reads all answers. Refused where it was begun already.
    """
    require(may_keep(by, kind, at=at))
    coalition = Coalition.objects.get(pk=home(by))
    if FoundingText.objects.filter(kind=kind).exists():
        raise Refused(Reason(_("This was begun already."), _("Suggest there how it should read."), Bar.CONFLICT))
    if kind == Kind.BRIEF:
        require(_still_silent(by, coalition))
    thing = FoundingText(kind=kind, begun_at=at)
    thing.speak_as(by)
    thing.store()
    with translation.override(coalition.language):
        title = str(Kind(kind).label)
    thing.text = open_text(thing, title=title, words=words, by=by, at=at)
    thing.store()
    if kind == Kind.BRIEF:
        close_asks(coalition, at=at, kind=brief_telling.ASK)
    return Changes(thing, also=[thing.text], words={"about": title}, kind=kind, seals=seals(thing))


@act("founding.text.put", says=gettext_noop("put to the vote: {about}, version {number}"))
def put_founding_text(thing: FoundingText, *, closes_at: datetime, by: Capacity, at: datetime) -> Changes[FoundingText]:
    """Let it stand still and ask all members whether they adopt it as it reads.

    Where no rulebook is in force it is carried when more than half of all founders agree.
    """
    thing = _fresh(thing, by)
    require(may_keep(by, thing.kind, at=at) or not_waiting(thing))
    assert thing.text is not None
    thing.voted_number, thing.vote = thing.text.number, None
    thing.store()
    if thing.text.frozen_at is None:
        with translation.override(thing.coalition.language):
            why = _("The members vote on these words.")
        freeze_text(thing.text, why=why, by=by, at=at)
    thing.vote = put_question(
        **_put(thing), rule=None if adopted(thing.coalition_id, at) else FOUNDING["half"][0], closes_at=closes_at,
        effect=ADOPT, effect_target=thing.pk, by=by, at=at,
    )  # fmt: skip
    thing.store()
    return Changes(
        thing, also=[thing.text], words={"about": thing.text.title}, number=thing.voted_number, vote=thing.vote.pk,
        seals=seals(thing),
    )  # fmt: skip


@act(ADOPT, says=gettext_noop("adopted {about}, version {number}"))
def adopt_founding_text(thing: FoundingText, *, carried: Vote, by: Capacity, at: datetime) -> Changes[FoundingText]:
    """The version that was voted on holds from now on. By the rule, once the decision is carried."""
    thing = _fresh(thing, by)
    if by.acts_for != ActsFor.RULE or thing.vote != carried:
        raise Refused(Reason(_("This is decided by the members’ vote."), bar=Bar.FORBIDDEN))
    assert thing.text is not None
    thing.adopted_number, thing.adopted_at, thing.adopted_by = thing.voted_number, at, carried
    thing.store()
    words = {"about": thing.text.title}
    return Changes(thing, words=words, number=thing.adopted_number, vote=carried.pk, seals=seals(thing))


def _fresh(thing: FoundingText, by: Capacity) -> FoundingText:
    require(same_coalition(by, thing))
    found: FoundingText = FoundingText.objects.select_related("coalition", "text", "vote").get(pk=thing.pk)
    return found


def _still_silent(by: Capacity, coalition: Coalition) -> Reason | None:
    """Before the joint brief each founder answers; who acts for a body may go on without those that are silent."""
    silent = [one.name for one in founders_of(coalition.pk) if unanswered_by(one.pk)]
    if not silent or (by.body and len(silent) < founders_of(coalition.pk).count()):
        return None
    why = _("Not all founders have answered the four questions: {names}").format(names=", ".join(silent))
    return Reason(why, _("Ask them by mail. A coordinator can go on without them."), Bar.NOT_NOW)


def _put(thing: FoundingText) -> dict[str, Any]:
    """The question as it is put to all members, in the language of record."""
    text: Any = thing.text
    if not text.words.strip():
        raise ValidationError(_("There are no words to vote on yet."))
    with translation.override(thing.coalition.language):
        title = _("Do we adopt “{title}” in version {n}?").format(title=text.title, n=text.number)
        lede = _("It holds from then on. Later versions hold once they are adopted, too.")
        long = _("The text is long: read it on its own page, version {n}.").format(n=text.number)
    return {
        "body": Body.objects.get(kind=BodyKind.ASSEMBLY, ended_on=None), "title": title[:160], "lede": lede,
        "text": text.words if len(text.words) <= LONGEST else long, "confidentiality": Confidentiality.COALITION,
    }  # fmt: skip
