"""What amendments tell the rooms below."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.governing.acts.amendments import carry_amendment
from comity.governing.amendments import queries, telling
from comity.governing.amendments.votes import AMEND
from comity.governing.models import Amendment, AmendmentState
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    register_kind(telling.AMENDMENT, gettext_lazy("How others would have my proposals read"))
    register_kind(telling.ANSWERED, gettext_lazy("What became of my amendments"))
    label = gettext_lazy("Write an amendment into its proposal")
    effect = registry.Effect(label, carry_amendment, put_to_the_vote, own=True)
    registry.effects.register(AMEND, effect)
    label = gettext_lazy("Amendments to proposals")
    about = gettext_lazy("How others would have proposals read, why, and what became of it.")
    registry.export.register("amendments", registry.Exportable(label, queries.table, about))
    said = ("coalition", "acts_for", "organisation", "for_body", "question", "text", "why", "state", "made_at")
    register_belonging("amendments", Amendment, *said)


def put_to_the_vote(coalition: UUID) -> dict[UUID, str]:
    """Amendments that are being put to the vote; only their own votes can carry them."""
    with scope(coalition=coalition):
        rows = Amendment.objects.filter(state=AmendmentState.PUT, vote=None).select_related("question")
        said = _("The proposal reads as amendment {n} has it")
        return {row.pk: said.format(n=row.number) for row in rows}
