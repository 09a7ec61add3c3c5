"""The founders say what they want, choose a kind, and change it later by decision; with it comes what it sets up."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.versions import Version, fresh
from comity.coalitions.acts import change_settings, create_body, end_body, resume_body, set_structure
from comity.coalitions.acts.structure import SAID
from comity.coalitions.models import Body, BodyKind, Coalition, CoalitionType, Structure
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.core.advice.kinds import CHOICES, SET_UPS, CoalitionKind, Trait
from comity.core.rulebook.kinds import RULES
from comity.founding.kind.permissions import may_answer, may_choose, may_propose
from comity.founding.kind.plans import WITH_TERMS, Plan, plan_of
from comity.founding.kind.taking_back import end_bodies, give_up_rules, nothing_built
from comity.founding.kind.words import ASKED, BODIES
from comity.founding.models import KindAnswer, KindChange
from comity.governing.acts import adopt_rulebook, draft_rulebook, put_question
from comity.governing.models import Question, RulebookVersion, VersionState

#: the effect by which a carried question makes it another kind
CHANGE = "founding.kind.changed"


@act("founding.kind.answered", says=gettext_noop("said what kind of coalition is wanted: {about}"))
def answer_kind(
    trait: Trait, choice: str, *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[KindAnswer]:
    """Say in one respect what the founders want; for all of them, and a later answer replaces it.

    read: the version of the answer that was read; raises Changed when another founder has answered since.
    """
    require(may_answer(by, at=at))
    if choice not in CHOICES[trait]:
        raise ValidationError({"choice": _("Choose one of these.")})
    row = KindAnswer.objects.filter(trait=trait).first() or KindAnswer(trait=trait)
    if read is not None:
        read.require(row)
    row.speak_as(by)
    row.choice, row.answered_at = choice, at
    row.store()
    words = {"about": str(ASKED[trait].choices[choice][0])}
    return Changes(row, words=words, trait=trait.value, choice=choice)


@act("founding.kind.chosen", says=gettext_noop("chose the kind of coalition: {about}"))
def choose_kind(kind: CoalitionKind, *, by: Capacity, at: datetime) -> Changes[KindChange]:
    """While there are no rules yet: become this kind at once, with its bodies, terms and a draft of its rulebook."""
    require(may_choose(by, at=at))
    coalition = Coalition.objects.get(pk=home(by))
    row = _row(coalition, kind, "", by, at)
    row.carried_at = at
    row.made = _become(plan_of(coalition, kind, at), at)
    row.store()
    return Changes(row, words={"about": str(CoalitionType(kind).label)}, kind=kind.value, before=row.before)


@act("founding.kind.taken_back", says=gettext_noop("took back that the kind was chosen: {about}"))
def take_kind_back(row: KindChange, *, by: Capacity, at: datetime) -> Changes[KindChange]:
    """Undo a choice: what it began ends, what it ended goes on. Refused once anything was built on it."""
    require(same_coalition(by, row))
    row = fresh(row)
    coalition, made = Coalition.objects.get(pk=home(by)), row.made
    begun = list(Body.objects.filter(pk__in=made.get("begun", ())))
    rules = made.get("rules")
    require(may_choose(by, at=at) or _newest(row, coalition) or nothing_built(begun, rules))
    end_bodies(begun, at)
    rule = the_rule(coalition.pk)
    for body in Body.objects.filter(pk__in=made.get("ended", ())).exclude(ended_on=None):
        resume_body(body, by=rule, at=at)
    ours = Structure.objects.filter(term_months=SET_UPS[CoalitionKind(row.kind)].term_months).values("body")
    for body in Body.objects.filter(pk__in=made.get("months", {}), ended_on=None).filter(pk__in=ours):
        _serve(body, made["months"][str(body.pk)], rule, at)
    give_up_rules(rules, coalition.pk, at)
    change_settings(coalition, type=row.before, by=rule, at=at)
    row.taken_back_at = at
    row.store()
    return Changes(row, words={"about": str(CoalitionType(row.kind).label)}, kind=row.kind, before=row.before)


@act("founding.kind.proposed", says=gettext_noop("asked the members to become another kind: {about}"))
def propose_kind(
    kind: CoalitionKind, *, reason: str, closes_at: datetime, by: Capacity, at: datetime
) -> Changes[KindChange]:
    """Put to the members, as a matter of the rules, that the coalition becomes another kind; what changes is in it."""
    require(may_propose(by, at=at))
    coalition = Coalition.objects.get(pk=home(by))
    if coalition.type == kind:
        raise ValidationError({"kind": _("It is of this kind.")})
    if KindChange.objects.filter(vote__state="open").exists():
        raise Refused(Reason(_("The members are being asked about the kind already."), bar=Bar.CONFLICT))
    row = _row(coalition, kind, reason, by, at)
    row.store()
    row.vote = put_question(
        **_put(plan_of(coalition, kind, at), reason), kind=RULES, closes_at=closes_at, effect=CHANGE,
        effect_target=row.pk, by=by, at=at,
    )  # fmt: skip
    row.store()
    words = {"about": str(CoalitionType(kind).label)}
    return Changes(row, words=words, kind=kind.value, before=row.before, vote=row.vote.pk)


@act("founding.kind.changed", says=gettext_noop("became another kind of coalition: {about}"))
def change_kind(row: KindChange, *, carried: Question, by: Capacity, at: datetime) -> Changes[KindChange]:
    """It becomes that kind: bodies, terms, membership rules and dues go along. By the rule, once carried."""
    if by.acts_for != ActsFor.RULE or row.vote != carried:
        raise Refused(Reason(_("The kind is changed by the members’ vote."), bar=Bar.FORBIDDEN))
    kind = CoalitionKind(row.kind)
    _become(plan_of(Coalition.objects.get(pk=home(by)), kind, at), at)
    row.carried_at = at
    row.store()
    words = {"about": str(CoalitionType(kind).label)}
    return Changes(row, words=words, kind=kind.value, before=row.before, vote=carried.pk)


def _row(coalition: Coalition, kind: CoalitionKind, reason: str, by: Capacity, at: datetime) -> KindChange:
    row = KindChange(kind=kind.value, before=coalition.type, reason=reason, proposed_at=at)
    row.speak_as(by)
    return row


def _put(plan: Plan, reason: str) -> dict[str, Any]:
    """The question as it is put, in the language of record, with all that would change."""
    with translation.override(plan.coalition.language):
        label = CoalitionType(plan.kind).label
        lines = "\n".join(f"- {name}: {words}" for name, words in plan.lines)
        return {
            "body": Body.objects.get(kind=BodyKind.ASSEMBLY, ended_on=None),
            "title": _("Do we become another kind of coalition: {kind}?").format(kind=label)[:160],
            "lede": _("With it change bodies, terms, membership rules and dues."),
            "text": _("{why}\n\nWhat would change:\n\n{lines}").format(why=reason, lines=lines),
            "confidentiality": Confidentiality.COALITION,
        }  # fmt: skip


def _newest(row: KindChange, coalition: Coalition) -> Reason | None:
    """Only the choice that holds now is taken back, and once."""
    if row.taken_back_at is not None or row.carried_at is None or row.vote_id is not None:
        return Reason(_("This can’t be taken back."), bar=Bar.CONFLICT)
    later = KindChange.objects.filter(carried_at__gt=row.carried_at, taken_back_at=None)
    if later.exists() or coalition.type != row.kind:
        why = _("Another kind was chosen since.")
        return Reason(why, _("Choose the one that you want."), Bar.CONFLICT)
    return None


def _become(plan: Plan, at: datetime) -> dict[str, Any]:
    """Do what the plan says, in the capacity of the rule; what was made of it, as `KindChange.made` keeps it."""
    rule = the_rule(plan.coalition.pk)
    made: dict[str, Any] = {"begun": [], "ended": [str(body.pk) for body in plan.ends], "months": {}}
    with translation.override(plan.coalition.language):
        for kind in plan.begins:
            body = create_body(name=str(BODIES[kind]), kind=BodyKind(kind), by=rule, at=at)
            made["begun"].append(str(body.pk))
        for body in plan.ends:
            end_body(body, by=rule, at=at)
        if plan.term_months is not None:
            for body in Body.objects.filter(kind__in=WITH_TERMS, ended_on=None):
                made["months"][str(body.pk)] = _serve(body, plan.term_months, rule, at)
    change_settings(plan.coalition, type=plan.kind.value, by=rule, at=at)
    return made | {"rules": _rules(plan, rule, at)}


def _serve(body: Body, months: int | None, rule: Capacity, at: datetime) -> int | None:
    """Terms of that body last so long from now on; whatever else its sheet says stays. How long they lasted before."""
    sheet = Structure.objects.filter(body=body).first()
    said = {name: getattr(sheet, name) for name in SAID} if sheet is not None else {}
    before: int | None = said.get("term_months")
    if before != months:
        set_structure(body, by=rule, at=at, **(said | {"term_months": months}))
    return before


def _rules(plan: Plan, rule: Capacity, at: datetime) -> str | None:
    """No rules yet: a draft of those made for the kind. Else those in force, with its rules of membership and dues."""
    if plan.running is not None and plan.rules is None:
        return None
    ours = plan_of(plan.coalition, plan.kind, at).rules
    if ours is None:
        return None
    drafts = RulebookVersion.objects.filter(state=VersionState.DRAFT)
    if plan.running is None and drafts.filter(preset=plan.kind.value).exists():
        return None
    version = draft_rulebook(ours, preset=plan.kind.value if plan.running is None else "", by=rule, at=at)
    if plan.running is not None:
        adopt_rulebook(version, by=rule, at=at)
    return str(version.pk)
