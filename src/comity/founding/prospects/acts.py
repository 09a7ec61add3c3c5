"""A committee looks for partners: criteria are agreed, prospects entered, moved along, and scored blind."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.text import fold
from comity.base.versions import Version, fresh
from comity.coalitions.models import Body, BodyKind, Coalition, Membership, MembershipState
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.core.advice.scoring import MOST
from comity.founding.methods.queries import mismatches
from comity.founding.models import (
    Criterion,
    Judgement,
    PartnerSearch,
    Points,
    Prospect,
    ProspectState,
    RecruitingWave,
)
from comity.founding.prospects import permissions
from comity.founding.prospects.permissions import search_of
from comity.founding.prospects.sealing import seals
from comity.governing.models import Decision

#: what of a prospect can be changed
EDITABLE = ("name", "sector", "populations", "competences", "places", "level", "why", "wave")


@act("founding.search.begun", says=gettext_noop("named the committee that looks for partners: {about}"))
def begin_search(body: Body, *, by: Capacity, at: datetime) -> Changes[PartnerSearch]:
    """Name the committee that looks for partners, or another one in its place, until its criteria are agreed."""
    require(permissions.may_begin(by, at=at) or same_coalition(by, body))
    if body.kind == BodyKind.ASSEMBLY or body.ended_on is not None:
        raise ValidationError({"body": _("Choose a committee that is at work: few look for partners, all decide.")})
    row = search_of() or PartnerSearch(coalition_id=home(by), begun_at=at)
    if row.adopted_at is not None:
        require(Reason(_("This committee has agreed on criteria already."), bar=Bar.NOT_NOW))
    row.body, row.person_id = body, by.person
    row.store()
    return Changes(row, words={"about": body.name}, body=body.pk)


# ── criteria ──


@act("founding.criterion.stated", says=gettext_noop("stated a criterion for partners: {about}"))
def state_criterion(text: str, *, weight: int = 1, by: Capacity, at: datetime) -> Changes[Criterion]:
    """Add a criterion. What was agreed before is agreed no longer; refused once scoring has begun."""
    search = _agreeing(by, at)
    if Criterion.objects.filter(struck_at=None, text=text).exists():
        raise ValidationError({"text": _("This criterion is there already.")})
    row = Criterion(coalition_id=home(by), text=text, weight=weight, person_id=by.person, stated_at=at).store()
    return Changes(row, also=_open_again(search), words={"about": row.text}, weight=weight, seals=seals(row))


@act("founding.criterion.struck", says=gettext_noop("struck a criterion for partners: {about}"))
def strike_criterion(row: Criterion, *, by: Capacity, at: datetime) -> Changes[Criterion]:
    """Take a criterion away. What was agreed before is agreed no longer; refused once scoring has begun."""
    require(same_coalition(by, row))
    search, row = _agreeing(by, at), fresh(row)
    if row.struck_at is not None:
        require(Reason(_("It was struck already."), bar=Bar.NOT_NOW))
    row.struck_at = at
    row.store()
    return Changes(row, also=_open_again(search), words={"about": row.text}, seals=seals(row))


@act("founding.criteria.adopted", says=gettext_noop("agreed on the criteria for partners: {about}"))
def adopt_criteria(
    *, on: date, how: str = "", decision: Decision | None = None, by: Capacity, at: datetime
) -> Changes[PartnerSearch]:
    """Say that the committee agreed on the criteria, on which day and how: by a decision, or as its minutes tell."""
    search = _agreeing(by, at)
    rows = list(Criterion.objects.filter(struck_at=None))
    if not rows:
        raise ValidationError(_("State at least one criterion first."))
    if decision is None and not how.strip():
        raise ValidationError({"how": _("Say how the committee agreed, or choose its decision.")})
    if decision is not None and (not decision.carried or decision.question.body_id != search.body_id):
        raise ValidationError({"decision": _("Choose a decision that this committee carried.")})
    if on > day_of(at):
        raise ValidationError({"on": _("That day is still to come.")})
    search.adopted_on, search.adopted_how, search.decision, search.adopted_at = on, how, decision, at
    search.store()
    words = {"about": "; ".join(row.text for row in rows)[:900], "how": how}
    return Changes(search, words=words, on=on, decision=decision and decision.pk, seals=seals(search, *rows))


# ── prospects ──


@act("founding.prospect.entered", says=gettext_noop("entered {about} as a prospect"))
def enter_prospect(*, name: str, by: Capacity, at: datetime, **said: Any) -> Changes[Prospect]:
    """Enter somebody whom we might win. said: the other fields of EDITABLE. Refused twice under one name."""
    _keeping(by, at)
    if fold(name) in _names():
        raise ValidationError({"name": _("A prospect of this name is in the list already.")})
    row = _made(by, at, name=name, **said)
    return _told(row)


@act("founding.prospects.imported", says=gettext_noop("brought in prospects from a table: {count}"))
def import_prospects(rows: Sequence[Mapping[str, Any]], *, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Enter all rows of a table, or none; whoever is in the list already is left as it is."""
    _keeping(by, at)
    known, made = _names(), []
    for row in rows:
        if fold(row["name"]) not in known:
            known.add(fold(row["name"]))
            made.append(_made(by, at, **row))
    coalition = Coalition.objects.get(pk=home(by))
    left = len(rows) - len(made)
    return Changes(coalition, also=made, words={"about": coalition.name}, count=len(made), left_out=left)


@act("founding.prospects.taken", says=gettext_noop("took prospects over from the list of organisations: {count}"))
def take_prospects(*, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Every organisation that our list holds as a prospect or as invited and that is not here yet, as we know it."""
    _keeping(by, at)
    here = Prospect.objects.filter(struck_at=None, organisation__isnull=False).values("organisation")
    rows = Membership.objects.filter(state__in=(MembershipState.PROSPECT, MembershipState.INVITED))
    made = [
        _made(by, at, name=one.name, organisation=one, sector=one.sector, populations=one.serves, places=one.place)
        for one in (row.organisation for row in rows.exclude(organisation__in=here).select_related("organisation"))
    ]
    if not made:
        raise ValidationError(_("Nobody in the list of organisations waits to be taken over."))
    coalition = Coalition.objects.get(pk=home(by))
    return Changes(coalition, also=made, words={"about": coalition.name}, count=len(made))


@act("founding.prospect.changed", says=gettext_noop("changed the prospect {about}"))
def change_prospect(
    row: Prospect, *, by: Capacity, at: datetime, read: Version | None = None, **said: Any
) -> Changes[Prospect]:
    """Change what we know of a prospect, or its wave. read: the version that was read; raises Changed."""
    row = _fresh(row, by, at, read)
    if "name" in said and fold(said["name"]) != fold(row.name) and fold(said["name"]) in _names():
        raise ValidationError({"name": _("A prospect of this name is in the list already.")})
    wave = said.get("wave")
    require(permissions.wave_waits(wave, row.state) if isinstance(wave, RecruitingWave) else None)
    for name in EDITABLE:
        if name in said:
            setattr(row, name, said[name])
    row.store()
    return _told(row, wave=row.wave_id)


@act("founding.prospect.moved", says=gettext_noop("moved {about} from {before} to {state}"))
def move_prospect(
    row: Prospect, state: str, *, why: str = "", knowing: bool = False, by: Capacity, at: datetime
) -> Changes[Prospect]:
    """Move a prospect a step, along STEPS. Nobody of a wave is invited before it begins; only the committee invites.

    knowing: whoever invites has read which methods do not fit; refused without, where some don't.
    """
    row = _fresh(row, by, at)
    if state not in row.steps:
        said = {"before": row.get_state_display(), "state": str(dict(ProspectState.choices).get(state, state))}
        raise ValidationError({"state": _("From “%(before)s” no step leads to “%(state)s”.") % said})
    require(permissions.wave_waits(row.wave, state))
    if state == ProspectState.INVITED and row.state == ProspectState.CHOSEN:
        require(permissions.may_invite(by, search_of(), at=at))
        if not knowing and (found := mismatches(row)):
            names = ", ".join(one.method.name for one in found)
            wrong = _("Methods do not fit: {names}. Look at them first.").format(names=names)
            raise ValidationError({"knowing": wrong})
    before, row.state, row.why_state, row.moved_at = row.state, ProspectState(state), why, at
    row.store()
    return _told(row, words={"why": why}, before=before, state=state)


@act("founding.prospect.struck", says=gettext_noop("struck {about} from the prospects"))
def strike_prospect(row: Prospect, *, by: Capacity, at: datetime) -> Changes[Prospect]:
    """Take a prospect out of the list; what was said of it stays, and it can be put back."""
    row = _fresh(row, by, at)
    row.struck_at = at
    row.store()
    return _told(row)


@act("founding.prospect.restored", says=gettext_noop("put {about} back among the prospects"))
def restore_prospect(row: Prospect, *, by: Capacity, at: datetime) -> Changes[Prospect]:
    """Put a struck prospect back."""
    require(permissions.may_keep(by, search_of(), at=at, thing=row))
    row = fresh(row)
    if row.struck_at is None:
        require(Reason(_("It stands in the list."), bar=Bar.NOT_NOW))
    row.struck_at = None
    row.store()
    return _told(row)


@act("founding.prospect.scored", says=gettext_noop("scored {about}"))
def score_prospect(
    row: Prospect, points: Mapping[Any, int], *, words: str = "", by: Capacity, at: datetime
) -> Changes[Judgement]:
    """Give one's points, 0 to MOST for every criterion, once and for good: afterwards one sees what others gave.

    points: id of a criterion → points. With the first one the criteria stand still.
    """
    search = search_of()
    require(permissions.may_score(by, search, row, at=at))
    assert search is not None
    if Judgement.objects.filter(prospect=row, person=by.person).exists():
        require(Reason(_("You have scored this prospect already."), bar=Bar.CONFLICT))
    criteria = {one.pk: one for one in Criterion.objects.filter(struck_at=None)}
    if set(points) != set(criteria) or any(not 0 <= given <= MOST for given in points.values()):
        raise ValidationError(_("Give points for every criterion."))
    judgement = Judgement(
        coalition_id=row.coalition_id, body_id=search.body_id, prospect=row, person_id=by.person, words=words,
        given_at=at,
    ).store()  # fmt: skip
    given = [
        Points(coalition_id=row.coalition_id, judgement=judgement, criterion=criteria[key], points=n).store()
        for key, n in points.items()
    ]
    also: list[models.Model] = [*given, *_seal(search, at)]
    return Changes(judgement, also=also, words={"about": row.name}, prospect=row.pk, seals=seals(judgement, search))


def _seal(search: PartnerSearch, at: datetime) -> list[models.Model]:
    """From the first score on, the criteria stand still."""
    if search.scoring_began_at is not None:
        return []
    search.scoring_began_at = at
    return [search.store()]


def _agreeing(by: Capacity, at: datetime) -> PartnerSearch:
    search = search_of()
    require(permissions.may_agree(by, search, at=at))
    assert search is not None
    return search


def _open_again(search: PartnerSearch) -> list[models.Model]:
    """Changed criteria are to be agreed anew."""
    if search.adopted_at is None:
        return []
    search.adopted_on, search.adopted_how, search.decision, search.adopted_at = None, "", None, None
    return [search.store()]


def _keeping(by: Capacity, at: datetime) -> None:
    require(permissions.may_keep(by, search_of(), at=at))


def _names() -> set[str]:
    return {fold(name) for name in Prospect.objects.filter(struck_at=None).values_list("name", flat=True)}


def _made(by: Capacity, at: datetime, **said: Any) -> Prospect:
    row = Prospect(coalition_id=home(by), person_id=by.person, entered_at=at, moved_at=at, **said)
    return row.store()


def _fresh(row: Prospect, by: Capacity, at: datetime, read: Version | None = None) -> Prospect:
    require(permissions.may_keep(by, search_of(), at=at, thing=row))
    row = fresh(row, read)
    require(permissions.gone(row))
    return row


def _told(row: Prospect, *, words: dict[str, str] | None = None, **facts: Any) -> Changes[Prospect]:
    return Changes(row, words={"about": row.name, **(words or {})}, **facts)
