"""Versions of the rulebook are drafted, changed, put to the vote, adopted and accepted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import require
from comity.base.versions import Version
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.core.rulebook.checks import contradictions
from comity.core.rulebook.data import to_plain
from comity.core.rulebook.types import Rulebook
from comity.governing.models import STEPS, Question, RulebookVersion, VersionState
from comity.governing.rulebook import adopted, telling
from comity.governing.rulebook.facts import bodies_of
from comity.governing.rulebook.mending import mend
from comity.governing.rulebook.permissions import may_adopt, may_change_rules, may_draft_rules, must_be
from comity.governing.rulebook.sealing import rules_seal
from comity.governing.sealing import seals


@act("governing.rulebook.drafted", says=gettext_noop("drafted {about}"))
def draft_rulebook(
    rules: Rulebook, *, by: Capacity, at: datetime, preset: str = "", why: str = ""
) -> Changes[RulebookVersion]:
    """Begin a version in the name of the capacity: the rules of a preset, or those in force to be changed.

    Raises ValidationError, by the place of each field, when the rules contradict themselves or the coalition.
    """
    require(may_draft_rules(by, at=at))
    refuse_contradictions(rules, home(by), at)
    coalition = Coalition.objects.get(pk=home(by))
    version = RulebookVersion(
        coalition=coalition, number=_next_number(), preset=preset, plain=to_plain(rules), why=why,
        language=coalition.language, based_on=adopted(coalition.pk, at), person_id=by.person, acts_for=by.acts_for,
        organisation_id=by.organisation, for_body_id=by.body, for_name=by.of_name, drafted_at=at,
    ).store()  # fmt: skip
    return Changes(
        version, words={"about": str(version)}, number=version.number, preset=preset, seals=seals(version)
    )


@act("governing.rulebook.edited", says=gettext_noop("changed {about}"))
def edit_rulebook(
    version: RulebookVersion, *, by: Capacity, at: datetime, read: Version | None = None,
    rules: Rulebook | None = None, why: str | None = None,
) -> Changes[RulebookVersion]:  # fmt: skip
    """Change a draft: refused, by the place of each field, when the rules would contradict themselves.

    Raises Changed when it no longer says what was `read`.
    """
    version = fresh_version(version, by, read)
    require(may_change_rules(by, version, at=at) or must_be(version, VersionState.DRAFT))
    if rules is not None:
        refuse_contradictions(rules, version.coalition_id, at)
        version.plain, version.rules = to_plain(rules), rules
    if why is not None:
        version.why = why
    version.store()
    return Changes(version, words={"about": str(version)}, number=version.number, seals=seals(version))


@act("governing.rulebook.adopted", says=gettext_noop("adopted {about}"))
def adopt_rulebook(
    version: RulebookVersion, *, carried: Question | None = None, by: Capacity, at: datetime
) -> Changes[RulebookVersion]:
    """Put a version in force in place of the one before: by decision alone, never by a person.

    carried: the question that was put about it. A draft that was never asked about is adopted without one only where
    rules are laid in by the machine.

    Raises ValidationError when the rules contradict themselves or the coalition as it now is.
    """
    version = fresh_version(version, by)
    require(may_adopt(by, version, carried))
    refuse_contradictions(version.rules, version.coalition_id, at)
    before = RulebookVersion.objects.filter(state=VersionState.ADOPTED).first()
    if before is not None:
        step(before, VersionState.REPLACED)
        before.ended_at = at
        before.store()
    step(version, VersionState.ADOPTED)
    version.adopted_at, version.seal = at, rules_seal(version)
    version.store()
    telling.ask_members(version, before, at=at)
    rows: list[Any] = [version, *([before] if before else [])]
    return Changes(
        version, also=rows[1:], words={"about": str(version)}, number=version.number, seal=version.seal,
        replaces=before and before.pk, seals=seals(*rows),
    )  # fmt: skip


def fresh_version(version: RulebookVersion, by: Capacity, read: Version | None = None) -> RulebookVersion:
    """The version, read anew inside the act; Refused for one of another coalition, Changed for a later text."""
    require(same_coalition(by, version))
    related = ("coalition", "question", "organisation", "for_body", "person")
    found: RulebookVersion = RulebookVersion.objects.select_related(*related).get(pk=version.pk)
    if read is not None:
        read.require(found)
    return found


def refuse_contradictions(rules: Rulebook, coalition: UUID, at: datetime) -> None:
    """Raise ValidationError with every contradiction in words, by the place of its field in the plain data."""
    found = contradictions(rules, bodies_of(coalition, on=day_of(at)))
    if not found:
        return
    told: dict[str, list[str]] = {}
    for one in found:
        told.setdefault(one.place, []).append(mend(one, rules.currency))
    raise ValidationError(told)


def step(version: RulebookVersion, state: VersionState) -> None:
    """Along STEPS alone."""
    if state not in STEPS[version.state]:
        raise ValueError(f"{version.state} → {state} is not a step of a rulebook's version.")
    version.state = state


def _next_number() -> int:
    """The chain's head is locked, so no other version takes the same."""
    return 1 + (RulebookVersion.objects.aggregate(last=Max("number"))["last"] or 0)
