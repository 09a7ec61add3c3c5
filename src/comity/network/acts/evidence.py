"""What two organisations did together is noted, confirmed by the other side, and taken back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.models import Coalition, Membership, MembershipState
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.core.network.rungs import ITEMS
from comity.network.acts.ties import new_tie, pair_of
from comity.network.models import Evidence, Rung, Tie
from comity.network.rungs import telling
from comity.network.rungs.finding import Found
from comity.network.rungs.permissions import may_answer, may_note, may_side, still_stands
from comity.network.rungs.wording import item_in_words
from comity.notices.asks import close_asks
from comity.people.models import Organisation


@act("network.evidence.noted", says=gettext_noop("noted what {about} did together: {item_name}"))
def note_evidence(
    *, first: Organisation, second: Organisation, item: str, on: date, words: str = "", source: str = "",
    thing: UUID | None = None, url: str = "", by: Capacity, at: datetime,
) -> Changes[Evidence]:  # fmt: skip
    """Note one thing that two members did together, in any order; item: a key of `core.network.rungs.ITEMS`.

    The side that notes it stands by it; the other is asked. What the rule finds on record (`source`, `thing`) both
    stand by, for each did its part there. Noted by the second side too, a piece is confirmed by that.
    """
    require(may_note(by, (first.pk, second.pk), at=at))
    _check(first, second, item, on, at)
    tie = pair_of(by.coalition, first, second, at)
    tie.ended_on = None
    tie.store()
    known = _same(tie, item, on, thing)
    evidence = known or Evidence(
        coalition_id=tie.coalition_id, tie=tie, item=item, done_on=on, words=words, source=source, thing=thing,
        url=url, noted_by_id=by.person, noted_for=by.of, noted_name=by.of_name or by.person_name, noted_at=at,
    )  # fmt: skip
    for side in _standing_behind(by, tie):
        if not evidence.stands_by(side):
            evidence.stand_by(side, by.person, at)
    evidence.store()
    telling.ask_sides(evidence, at=at)
    return _told(evidence, by=by.of, item=item, done_on=on)


@act("network.evidence.found", says=gettext_noop("noted what was done together, from the record: {count}"))
def find_evidence(found: Sequence[Found], *, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Note what the coalition's own records show. Both sides stand by it: each did its part there. The rule's to do."""
    if by.acts_for != ActsFor.RULE:
        require(Reason(_("This is done by the clock."), bar=Bar.FORBIDDEN))
    coalition = Coalition.objects.get(pk=home(by))
    ids = {pk for one in found for pk in (one.first, one.second)}
    organisations = {one.pk: one for one in Organisation.objects.filter(pk__in=ids)}
    known = {(tie.first_id, tie.second_id): tie for tie in Tie.objects.filter(first__in=ids, second__in=ids)}
    rows: list[Evidence] = []
    new: list[Tie] = []
    for one in found:
        pair = (one.first, one.second)
        if pair not in known:
            known[pair] = new_tie(coalition.pk, organisations[one.first], organisations[one.second], at)
            new.append(known[pair])
        rows.append(_on_record(known[pair], one, at))
    Tie.objects.bulk_create(new, 500)
    Evidence.objects.bulk_create(rows, 500)
    return Changes(coalition, also=[*new, *rows], words={"about": coalition.name}, count=len(rows))


@act("network.evidence.confirmed", says=gettext_noop("confirmed what {about} did together: {item_name}"))
def confirm_evidence(evidence: Evidence, *, by: Capacity, at: datetime) -> Changes[Evidence]:
    """Say for one's own organisation that it was so."""
    evidence = _fresh(evidence, by)
    require(may_answer(by, evidence, at=at) or still_stands(evidence))
    if evidence.stands_by(by.of):
        require(Reason(_("Your organisation has said so already."), bar=Bar.CONFLICT))
    evidence.stand_by(by.of, by.person, at)
    evidence.store()
    close_asks(evidence, at=at, organisation=by.of)
    return _told(evidence, by=by.of)


@act("network.evidence.withdrawn", says=gettext_noop("took back what {about} did together: {item_name}"))
def withdraw_evidence(evidence: Evidence, *, why: str = "", by: Capacity, at: datetime) -> Changes[Evidence]:
    """Say for one's own organisation that it was not so, or no longer is. From now on it counts no more."""
    evidence = _fresh(evidence, by)
    require(may_answer(by, evidence, at=at) or still_stands(evidence))
    evidence.withdraw(by.person, by.of_name, why, at)
    evidence.store()
    close_asks(evidence, at=at)
    return _told(evidence, by=by.of, words={"why": why} if why else None)


@act("network.evidence.restored", says=gettext_noop("let stand again what {about} did together: {item_name}"))
def restore_evidence(evidence: Evidence, *, by: Capacity, at: datetime) -> Changes[Evidence]:
    """Take a withdrawal back: by the side that withdrew it."""
    evidence = _fresh(evidence, by)
    require(may_answer(by, evidence, at=at))
    if evidence.withdrawn_at is None or evidence.withdrawn_name != by.of_name:
        require(Reason(_("Only the side that took it back can let it stand again."), bar=Bar.CONFLICT))
    evidence.withdrawn_at = evidence.withdrawn_by = None
    evidence.withdrawn_name = evidence.withdrawn_why = ""
    evidence.store()
    telling.ask_sides(evidence, at=at)
    return _told(evidence, by=by.of)


@act("network.rung.wanted", says=gettext_noop("said how closely it would like to work with {about}: {level_name}"))
def want_rung(tie: Tie, *, level: int, by: Capacity, at: datetime) -> Changes[Tie]:
    """Say which rung one's own organisation would like to reach with the other. Both sides' wishes stand there."""
    require(may_side(by, tie, at=at))
    tie = Tie.objects.get(pk=tie.pk)
    if level not in Rung.values:
        raise ValidationError({"level": _("Choose one of the rungs.")})
    before = tie.wanted_by(by.of)
    tie.wants(by.of, level)
    tie.store()
    words = {"about": tie.other_name(by.of), "level_name": str(Rung(level).label)}
    return Changes(tie, words=words, speaker=by.of, before=before, level=level)


def _on_record(tie: Tie, found: Found, at: datetime) -> Evidence:
    fact = found.fact
    return Evidence(
        coalition_id=tie.coalition_id, tie=tie, item=fact.item, done_on=fact.done_on, words=fact.words[:600],
        source=found.source, thing=fact.thing, url=fact.url[:300], first_at=at, second_at=at, noted_at=at,
    )  # fmt: skip


def _check(first: Organisation, second: Organisation, item: str, on: date, at: datetime) -> None:
    if first == second:
        raise ValidationError({"second": _("Choose two organisations.")})
    if item not in ITEMS:
        raise ValidationError({"item": _("Choose what you did together.")})
    if on > day_of(at):
        raise ValidationError({"on": _("Note it once it has happened.")})
    here = Membership.objects.filter(organisation__in=[first, second], state=MembershipState.MEMBER)
    members = set(here.values_list("organisation", flat=True))
    for one in (first, second):
        if one.pk not in members:
            raise ValidationError({"second": _("{name} is not a member here.").format(name=one.name)})


def _same(tie: Tie, item: str, on: date, thing: UUID | None) -> Evidence | None:
    """The same thing noted before: by the other side, or found on record."""
    same = Q(thing=thing) if thing is not None else Q(done_on=on)
    rows = Evidence.objects.filter(same, tie=tie, item=item, withdrawn_at=None)
    found: Evidence | None = rows.select_related("tie", "coalition").first()
    return found


def _standing_behind(by: Capacity, tie: Tie) -> Iterable[UUID]:
    """The sides that stand by what is noted in this capacity."""
    if by.acts_for == ActsFor.RULE:
        return (tie.first_id, tie.second_id)
    own: Any = by.organisation
    return (own,) if own in (tie.first_id, tie.second_id) else ()


def _fresh(evidence: Evidence, by: Capacity) -> Evidence:
    """The piece, read anew inside the act; Refused for one of another coalition."""
    require(same_coalition(by, evidence))
    found: Evidence = Evidence.objects.select_related("tie", "coalition").get(pk=evidence.pk)
    return found


def _told(evidence: Evidence, *, words: dict[str, str] | None = None, **facts: Any) -> Changes[Evidence]:
    pair = f"{evidence.tie.first_name}, {evidence.tie.second_name}"
    speaker = facts.pop("by", None)
    said = {"about": pair, "item_name": item_in_words(evidence.item), **(words or {})}
    return Changes(evidence, also=[evidence.tie], words=said, speaker=speaker, **facts)
