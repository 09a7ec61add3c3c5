"""Who said what about whom is kept as a wave: from the ties of today, from answers brought in, or from a survey."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit import sealing
from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import require
from comity.base.text import sort_key
from comity.base.versions import fresh
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.core.network.answers import Answer
from comity.network.models import Report, Wave, WaveMember, WaveSource
from comity.network.waves.permissions import may_keep_waves
from comity.network.waves.sealing import TEXTS
from comity.network.waves.snapshots import Brought, Snapshot, of_answers, of_ties
from comity.network.waves.working import work_out_soon

A_WRITE = 500
SAYS = gettext_noop("kept {about} as a wave (organisations: {asked}, answered: {answered}, reports: {reports})")


@act("network.wave.kept", says=SAYS)
def keep_ties(*, name: str, question: str, by: Capacity, at: datetime) -> Changes[Wave]:
    """Keep the ties of today as a wave. Coordinators only. Ties that not everyone inside may know of stay out."""
    require(may_keep_waves(by, at=at))
    wave = Wave(name=name, question=question, asked_on=day_of(at), source=WaveSource.TIES)
    return _kept(wave, of_ties(home(by), day_of(at)), by=by, at=at)


@act("network.wave.imported", says=SAYS)
def keep_answers(
    brought: Brought, *, name: str, question: str, asked_on: date, by: Capacity, at: datetime, origin: str = ""
) -> Changes[Wave]:
    """Keep answers that were gathered elsewhere. ValidationError where nobody was asked, or the day is ahead."""
    require(may_keep_waves(by, at=at))
    if asked_on > day_of(at):
        raise ValidationError({"asked_on": _("This day is still ahead. Say when the answers were given.")})
    wave = Wave(
        name=name, question=question, asked_on=asked_on, source=WaveSource.FILE, origin=origin[:160],
        together=brought.together.value,
    )  # fmt: skip
    return _kept(wave, of_answers(home(by), brought), by=by, at=at)


@act("network.wave.surveyed", says=SAYS)
def keep_round(
    brought: Brought, *, name: str, question: str, asked_on: date, round: UUID, by: Capacity, at: datetime,
    origin: str = "",
) -> Changes[Wave]:  # fmt: skip
    """Keep what a closed round of a survey brought. By whoever closed it, or by the rule at its end; once a round."""
    require(may_keep_waves(by, at=at))
    if Wave.objects.filter(round=round).exists():
        raise ValidationError(_("This round is kept as a wave already."))
    wave = Wave(
        name=name, question=question, asked_on=asked_on, source=WaveSource.SURVEY, origin=origin[:160], round=round,
        together=brought.together.value,
    )  # fmt: skip
    return _kept(wave, of_answers(home(by), brought), by=by, at=at)


@act("network.wave.dropped", says=gettext_noop("took the wave {about} out of use"))
def drop_wave(wave: Wave, *, by: Capacity, at: datetime, why: str = "") -> Changes[Wave]:
    """Take a wave out of use that was kept by mistake. Its rows stay as they are."""
    require(same_coalition(by, wave) or may_keep_waves(by, at=at))
    fresh(wave)
    if wave.dropped_at is not None:
        raise ValidationError(_("This wave is out of use already."))
    wave.dropped_at, wave.dropped_why = at, why
    return Changes(wave.store(), words={"about": wave.name, "why": why})


@act("network.wave.restored", says=gettext_noop("took the wave {about} back into use"))
def restore_wave(wave: Wave, *, by: Capacity, at: datetime) -> Changes[Wave]:
    """Use a wave again that was taken out of use."""
    require(same_coalition(by, wave) or may_keep_waves(by, at=at))
    fresh(wave)
    if wave.dropped_at is None:
        raise ValidationError(_("This wave is in use."))
    wave.dropped_at, wave.dropped_why = None, ""
    return Changes(wave.store(), words={"about": wave.name})


def _kept(wave: Wave, snapshot: Snapshot, *, by: Capacity, at: datetime) -> Changes[Wave]:
    if len(snapshot.asked) < 2:
        raise ValidationError(_("A wave needs two organisations at least: one to answer, one to be named."))
    wave.coalition_id, wave.person_id, wave.taken_at, wave.given = home(by), by.person, at, snapshot.given
    wave.asked = len(snapshot.asked)
    wave.answered = sum(one.answered for one in snapshot.asked)
    wave.store()
    members = _members(wave, snapshot)
    WaveMember.objects.bulk_create(members.values(), A_WRITE)
    reports = _reports(wave, snapshot, members)
    Report.objects.bulk_create(reports, A_WRITE)
    work_out_soon(wave)
    return Changes(
        wave, also=[*members.values(), *reports], words={"about": wave.name, "question": wave.question},
        asked=wave.asked, answered=wave.answered, reports=sum(one.level is not None for one in reports),
        seals=sealing.seals(TEXTS, wave),
    )  # fmt: skip


def _members(wave: Wave, snapshot: Snapshot) -> dict[str, WaveMember]:
    return {
        str(one.organisation.pk): WaveMember(
            coalition_id=wave.coalition_id, wave=wave, organisation=one.organisation, name=one.name,
            sort_name=sort_key(one.name), mark=one.organisation.initials[:3], sector=one.organisation.sector,
            place=one.organisation.place, size=one.organisation.people_count, answered=one.answered,
            respondents=one.respondents,
        )
        for one in snapshot.asked
    }  # fmt: skip


def _reports(wave: Wave, snapshot: Snapshot, members: dict[str, WaveMember]) -> Sequence[Report]:
    said = [_report(wave, one, members) for one in snapshot.answers]
    left = [
        Report(coalition_id=wave.coalition_id, wave=wave, rater=members[by], rated=members[about], level=None)
        for by, about in sorted(snapshot.left_open)
        if by in members and about in members and by != about
    ]
    return [*said, *left]


def _report(wave: Wave, one: Answer, members: dict[str, WaveMember]) -> Report:
    return Report(
        coalition_id=wave.coalition_id, wave=wave, rater=members[one.by], rated=members[one.about], level=one.level,
        contact=one.contact, kinds=list(one.kinds), gave=one.gave, received=one.received, **one.ratings,
    )  # fmt: skip


__all__ = ["drop_wave", "keep_answers", "keep_round", "keep_ties", "restore_wave"]
