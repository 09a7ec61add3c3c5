"""What has to be covered is named, explained and struck; waves of recruiting are planned and begun."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import fresh
from comity.coalitions.models import Coalition
from comity.coalitions.queries import members_of
from comity.coalitions.standing import home
from comity.core.advice.wanted import combined
from comity.founding.models import Need, RecruitingWave, WaveTrigger
from comity.founding.prospects import permissions, telling
from comity.founding.prospects.coverage import wanted_of
from comity.founding.prospects.permissions import search_of
from comity.founding.prospects.queries import ready
from comity.notices.asks import close_asks

#: so many cells at most: more are a wish, no plan
MOST_NEEDS = 200


@act("founding.needs.named", says=gettext_noop("named what partners have to cover: {about}"))
def name_needs(
    *, sectors: Sequence[str] = (), populations: Sequence[str] = (), competences: Sequence[str] = (),
    places: Sequence[str] = (), by: Capacity, at: datetime,
) -> Changes[Coalition]:  # fmt: skip
    """Name every combination of these words as a cell that somebody has to cover; those that stand already stay."""
    require(permissions.may_keep(by, search_of(), at=at))
    known = {wanted_of(one) for one in Need.objects.filter(struck_at=None)}
    cells = combined(sectors, populations, competences, places)
    if not cells:
        raise ValidationError(_("Name a sector, a population, a competence or a place."))
    if len(known) + len(cells) > MOST_NEEDS:
        raise ValidationError(_("That makes more than {n} cells. Name fewer words at a time.").format(n=MOST_NEEDS))
    made = []
    for cell in cells:
        row = Need(coalition_id=home(by), **cell._asdict(), person_id=by.person, named_at=at)
        if wanted_of(row) not in known:
            known.add(wanted_of(row))
            made.append(row.store())
    if not made:
        raise ValidationError(_("All of this is named already."))
    coalition = Coalition.objects.get(pk=home(by))
    words = {"about": "; ".join(map(str, made))[:900]}
    return Changes(coalition, also=made, words=words, count=len(made))


@act("founding.need.explained", says=gettext_noop("said why a gap stays open: {about}"))
def explain_need(need: Need, why: str, *, by: Capacity, at: datetime) -> Changes[Need]:
    """Say why nobody has to cover it for now; with empty words it is a gap again."""
    require(permissions.may_keep(by, search_of(), at=at, thing=need))
    need = fresh(need)
    _standing(need)
    need.explained = why
    need.store()
    return Changes(need, words={"about": str(need), "why": why}, explained=bool(why))


@act("founding.need.struck", says=gettext_noop("no longer needs covered: {about}"))
def strike_need(need: Need, *, by: Capacity, at: datetime) -> Changes[Need]:
    """It need not be covered after all."""
    require(permissions.may_keep(by, search_of(), at=at, thing=need))
    need = fresh(need)
    _standing(need)
    need.struck_at = at
    need.store()
    return Changes(need, words={"about": str(need)})


@act("founding.need.restored", says=gettext_noop("needs covered again: {about}"))
def restore_need(need: Need, *, by: Capacity, at: datetime) -> Changes[Need]:
    """The undo of striking it."""
    require(permissions.may_keep(by, search_of(), at=at, thing=need))
    need = fresh(need)
    need.struck_at = None
    need.store()
    return Changes(need, words={"about": str(need)})


def _standing(need: Need) -> None:
    if need.struck_at is not None:
        require(Reason(_("This was struck already."), bar=Bar.NOT_NOW))


# ── waves ──


@act("founding.wave.planned", says=gettext_noop("planned a wave of recruiting: {about}"))
def plan_wave(
    *, name: str, trigger: str, trigger_on: date | None = None, trigger_members: int | None = None,
    trigger_words: str = "", by: Capacity, at: datetime,
) -> Changes[RecruitingWave]:  # fmt: skip
    """Plan a wave, and say what sets it going: a day, a number of members, or something that has happened."""
    require(permissions.may_keep(by, search_of(), at=at))
    given = {WaveTrigger.DAY: trigger_on, WaveTrigger.MEMBERS: trigger_members, WaveTrigger.WORDS: trigger_words}
    if not given.get(WaveTrigger(trigger)):
        field = {"day": "trigger_on", "members": "trigger_members", "words": "trigger_words"}[trigger]
        raise ValidationError({field: _("Say what sets this wave going.")})
    row = RecruitingWave(
        coalition_id=home(by), name=name, trigger=trigger, trigger_on=trigger_on if trigger == "day" else None,
        trigger_members=trigger_members if trigger == "members" else None,
        trigger_words=trigger_words if trigger == "words" else "", person_id=by.person, planned_at=at,
    ).store()  # fmt: skip
    return Changes(row, words={"about": name, "trigger": row.trigger_words}, trigger=trigger, on=row.trigger_on,
                   members=row.trigger_members)  # fmt: skip


@act("founding.wave.begun", says=gettext_noop("began the wave of recruiting {about}"))
def begin_wave(row: RecruitingWave, *, by: Capacity, at: datetime) -> Changes[RecruitingWave]:
    """From now on its prospects can be invited. Refused before its day or number has come; words are ours to judge."""
    require(permissions.may_keep(by, search_of(), at=at, thing=row))
    row = fresh(row)
    if row.begun_at is not None:
        require(Reason(_("It has begun already."), bar=Bar.NOT_NOW))
    coalition = Coalition.objects.get(pk=home(by))
    today, members = at.astimezone(coalition.tz).date(), members_of(coalition.pk).count()
    if row.trigger != WaveTrigger.WORDS and not ready(row, today=today, members=members):
        why = _("What was to set this wave going has not come about yet.")
        require(Reason(why, _("Wait for it, or plan another wave."), Bar.NOT_NOW))
    row.begun_at = at
    row.store()
    close_asks(row, at=at)
    return Changes(row, words={"about": row.name}, members=members)


@act("founding.wave.due", says=gettext_noop("told the committee that the time of a wave has come: {about}"))
def tell_wave(row: RecruitingWave, *, by: Capacity, at: datetime, today: date) -> Changes[RecruitingWave]:
    """Ask the committee, once, to begin a wave whose time has come. The rule's to do."""
    row, search = fresh(row), search_of()
    come = row.told_at is None and ready(row, today=today, members=members_of(row.coalition_id).count())
    if by.acts_for != ActsFor.RULE or search is None or not come:
        require(Reason(_("Nobody need be told of this."), bar=Bar.CONFLICT))
    assert search is not None
    row.told_at = at
    row.store()
    telling.tell_wave(row, search, at=at)
    return Changes(row, words={"about": row.name})
