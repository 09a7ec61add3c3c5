"""A version is put to the vote, taken up again or given up; members accept the one in force, or say why not."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.versions import Version
from comity.coalitions.standing import home
from comity.governing.acts.questions import put_question
from comity.governing.acts.rulebook import fresh_version, refuse_contradictions, step
from comity.governing.models import Acceptance, RulebookVersion, State, VersionState
from comity.governing.rulebook import ADOPT, telling
from comity.governing.rulebook.permissions import may_accept, may_change_rules, must_be
from comity.governing.rulebook.proposing import FOUNDERS, question_about
from comity.governing.rulebook.sealing import rules_seal
from comity.governing.sealing import seals
from comity.notices.asks import close_asks


@act("governing.rulebook.proposed", says=gettext_noop("put {about} to the vote"))
def propose_rulebook(
    version: RulebookVersion, *, closes_at: datetime, founders: str = FOUNDERS, by: Capacity, at: datetime,
    read: Version | None = None,
) -> Changes[RulebookVersion]:  # fmt: skip
    """Freeze a draft and ask: by the rule in force for changing rules, the first time by that of the founders.

    founders: a key of `proposing.FOUNDING`, read only where no rulebook is in force. Raises ValidationError when the
    rules contradict themselves, and Changed when the draft no longer says what was `read`.
    """
    version = fresh_version(version, by, read)
    require(may_change_rules(by, version, at=at) or must_be(version, VersionState.DRAFT))
    refuse_contradictions(version.rules, version.coalition_id, at)
    step(version, VersionState.PROPOSED)
    version.proposed_at, version.seal, version.question = at, rules_seal(version), None
    version.store()
    asked = question_about(version, founders=founders, at=at)
    version.question = put_question(
        **asked, closes_at=closes_at, effect=ADOPT, effect_target=version.pk, by=by, at=at
    )
    version.store()
    return Changes(
        version, words={"about": str(version)}, number=version.number, seal=version.seal,
        question=version.question.pk, seals=seals(version),
    )  # fmt: skip


@act("governing.rulebook.taken_up", says=gettext_noop("took up {about} again"))
def take_up_rulebook(version: RulebookVersion, *, by: Capacity, at: datetime) -> Changes[RulebookVersion]:
    """Make a draft again of a version that was not agreed to, or whose question was withdrawn."""
    version = fresh_version(version, by)
    require(
        may_change_rules(by, version, at=at) or must_be(version, VersionState.PROPOSED) or _voted(version)
    )
    step(version, VersionState.DRAFT)
    version.proposed_at, version.seal = None, ""
    version.store()
    return Changes(version, words={"about": str(version)}, number=version.number, seals=seals(version))


@act("governing.rulebook.dropped", says=gettext_noop("gave up {about}"))
def drop_rulebook(version: RulebookVersion, *, by: Capacity, at: datetime) -> Changes[RulebookVersion]:
    """Give up a draft. It stays readable."""
    version = fresh_version(version, by)
    require(may_change_rules(by, version, at=at) or must_be(version, VersionState.DRAFT))
    step(version, VersionState.DROPPED)
    version.ended_at = at
    version.store()
    return Changes(version, words={"about": str(version)}, number=version.number, seals=seals(version))


@act("governing.rulebook.restored", says=gettext_noop("took up {about} again after all"))
def restore_rulebook(version: RulebookVersion, *, by: Capacity, at: datetime) -> Changes[RulebookVersion]:
    """Take back that a draft was given up."""
    version = fresh_version(version, by)
    require(may_change_rules(by, version, at=at) or must_be(version, VersionState.DROPPED))
    step(version, VersionState.DRAFT)
    version.ended_at = None
    version.store()
    return Changes(version, words={"about": str(version)}, number=version.number, seals=seals(version))


@act("governing.rulebook.accepted", says=gettext_noop("said what {organisation} says to {about}: {said}"))
def accept_rulebook(
    version: RulebookVersion, accepted: bool = True, *, why: str = "", by: Capacity, at: datetime
) -> Changes[Acceptance]:
    """A member accepts the version in force on record, or declines with the reason. A later word replaces it.

    Who declines stays bound by what was adopted; the record shows who carries it how.
    """
    version = fresh_version(version, by)
    require(may_accept(by, version, at=at))
    if not accepted and not why.strip():
        raise ValidationError({"why": _("Say why, so that the others can answer it.")})
    before = Acceptance.objects.filter(version=version, organisation=by.of, replaced_at=None).first()
    if before is not None:
        before.replaced_at = at
        before.store()
    said = Acceptance(
        coalition_id=home(by), version=version, organisation_id=by.spoken_for, person_id=by.someone,
        accepted=accepted, why=why, said_at=at,
    )  # fmt: skip
    said.clean_fields(exclude={"words_mark", "salt", "replaced_at"})
    said.seal_words()
    said.store()
    close_asks(version, at=at, kind=telling.ACCEPT, organisation=by.of)
    rows: list[Any] = [said, *([before] if before else [])]
    words = {
        "about": str(version),
        "organisation": by.of_name,
        "said": _("accepted") if accepted else _("declined"),
    }
    return Changes(
        said, also=rows[1:], words=words, version=version.pk, of=by.of, accepted=accepted,
        replaces=before and before.pk, seals=seals(*rows),
    )  # fmt: skip


@act("governing.rulebook.asked", says=gettext_noop("asked who has not accepted {about}"))
def ask_to_accept(
    version: RulebookVersion, organisations: list[UUID], *, by: Capacity, at: datetime
) -> Changes[Any]:
    """Ask members that were not asked yet, as those who joined since. By the rule alone."""
    version = fresh_version(version, by)
    if by.acts_for != ActsFor.RULE or version.state != VersionState.ADOPTED:
        raise Refused(Reason("Nobody need be asked about this version.", bar=Bar.CONFLICT))
    telling.ask(version, organisations, at=at)
    return Changes(version, words={"about": str(version)}, organisations=organisations)


def _voted(version: RulebookVersion) -> Reason | None:
    """A version rests as long as its question is open."""
    if version.question is None or version.question.state in (State.CLOSED, State.WITHDRAWN):
        return None
    why = _("The vote on it is still open.")
    return Reason(
        why, _("Withdraw the question first."), bar=Bar.NOT_NOW, url=version.question.get_absolute_url()
    )
