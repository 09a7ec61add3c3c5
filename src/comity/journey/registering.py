"""What the path tells the rooms below."""

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.journey import effects, facts, sealing, tables
from comity.journey.models import StageStep
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    effects.register()
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
