"""What the path tells the rooms below."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Coalition, Stage
from comity.coalitions.stages import hand_guards
from comity.governing.models import RulebookVersion, VersionState
from comity.journey import effects, facts, sealing, tables
from comity.journey.models import StageStep
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    effects.register()
    hand_guards.append(by_decision)
    sealing.register()
    registry.evidence.register("journey", facts.facts)
    for name, label, table, about in (
        ("path", gettext_lazy("Our path"), tables.path_table,
         gettext_lazy("Each step and activity, and how much there is of what shows it.")),
        ("stages", gettext_lazy("Decisions about stages"), tables.stages_table,
         gettext_lazy("Which stage the members were asked about, why, and what they decided.")),
    ):  # fmt: skip
        registry.export.register(name, registry.Exportable(label, table, about))
    register_belonging("stages_proposed", StageStep, "coalition", "stage", "reason", "proposed_at")


def by_decision(coalition: Coalition, stage: Stage, at: datetime) -> Reason | None:
    """Once the members have voted on their rules, they enter a stage by vote, too; nobody does it for them."""
    voted = RulebookVersion.objects.filter(state=VersionState.ADOPTED, question__isnull=False)
    if not voted.exists():
        return None
    url = reverse("inside:path", args=[coalition.slug])
    return Reason(_("Entering a stage is a decision of the members."), _("Ask them on “Our path”."), Bar.FORBIDDEN, url)
