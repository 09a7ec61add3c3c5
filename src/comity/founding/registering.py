"""What this wing tells those below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.base.evidence import alike
from comity.base.refusal import Bar, Reason
from comity.coalitions.merging import on_merge
from comity.coalitions.models import Coalition, Stage
from comity.coalitions.queries import members_of, slug_of
from comity.coalitions.stages import stage_guards
from comity.coalitions.standing import Standing
from comity.core.advice.readiness import Answer, Question, State
from comity.founding import effects, queries, sealing, telling
from comity.founding.convening import registering as convening
from comity.founding.copying import registering as copying
from comity.founding.diligence import registering as diligence
from comity.founding.founders import founders_of
from comity.founding.kind import registering as kind
from comity.founding.library import registering as library
from comity.founding.linked import answer_by_link
from comity.founding.merging import move_along
from comity.founding.methods import registering as methods
from comity.founding.mission import registering as mission
from comity.founding.models import ChecklistAnswer, GoingOn
from comity.founding.permissions import BEING_FOUNDED
from comity.founding.prospects import registering as prospects
from comity.founding.reasons import registering as reasons
from comity.founding.redlines import registering as redlines
from comity.founding.writing import registering as writing
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    effects.register()
    sealing.register()
    reasons.register()
    kind.register()
    copying.register()
    writing.register()
    mission.register()
    convening.register()
    stage_guards.append(checklist_first)
    on_merge.append(move_along)
    register_purpose(telling.LINK, answer_by_link)
    register_kind(telling.MAIL, gettext_lazy("Questions before a coalition is founded"))
    registry.evidence.register("founding.checklist", evidence)
    registry.evidence.register("founding.founders", founders)
    label = gettext_lazy("Start-up checklist")
    about = gettext_lazy("What each founding organisation answered, and why.")
    registry.export.register("checklist", registry.Exportable(label, queries.answers_table, about))
    label = gettext_lazy("Going on in spite of a no")
    about = gettext_lazy("To which question some said no, why the founders were asked to go on, and what they decided.")
    registry.export.register("going_on", registry.Exportable(label, queries.going_on_table, about))
    kept = ("coalition", "organisation", "question", "answer", "reason", "answered_at")
    register_belonging("checklist_answers", ChecklistAnswer, *kept)
    register_belonging("going_on_proposed", GoingOn, "coalition", "question", "reason", "proposed_at")
    prospects.register()
    diligence.register()
    library.register()
    methods.register()
    redlines.register()


def checklist_first(coalition: Coalition, stage: Stage, at: datetime) -> Reason | None:
    """A coalition that has begun its checklist leaves the first stage only with a yes of all, or by decision."""
    if coalition.stage != Stage.PREFORMATION or not ChecklistAnswer.objects.exists():
        return None
    told = queries.checklist_of(coalition.pk).told
    if told is None or told.state is State.OPEN:
        return None
    if told.state is State.PAUSED:
        why = _("Some founding organisations say no to a question of the checklist.")
        return Reason(why, _("Begin a lighter form, or let the founders decide to go on."), Bar.NOT_NOW)
    why = _("The checklist is not answered with yes by all founding organisations yet.")
    return Reason(why, _("Ask those that are missing or not sure."), Bar.NOT_NOW)


@alike
def evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Founders that stand behind all seven questions, of all founders; later, of all that answered them."""
    if not standing.inside or standing.coalition is None:
        return
    said = ChecklistAnswer.objects.all()
    under_way = Exists(Coalition.objects.filter(pk=standing.coalition, stage__in=BEING_FOUNDED))
    founders = founders_of(standing.coalition).filter(Q(under_way) | Q(pk__in=said.values("organisation")))
    passed = GoingOn.objects.exclude(carried_at=None).values("question")
    fine = said.filter(Q(answer=Answer.YES) | Q(question__in=passed)).values("organisation").annotate(n=Count("pk"))
    behind = founders.filter(pk__in=fine.filter(n=len(Question)).values("organisation"))
    url = reverse("founding:checklist", args=[slug_of(standing.coalition)])
    yield registry.Shown(_("Founders that say yes to the start-up checklist"), behind, founders, url)


@alike
def founders(standing: Standing) -> Iterator[registry.Shown]:
    """Two organisations at least found a coalition together."""
    if standing.inside and standing.coalition is not None:
        url = reverse("coalitions:organisations", args=[slug_of(standing.coalition)])
        yield registry.Shown(_("Organisations that found it"), members_of(standing.coalition), 2, url)
