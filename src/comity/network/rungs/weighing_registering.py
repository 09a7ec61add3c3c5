"""What weighings tell the rooms below."""

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.merging import on_merge
from comity.network.models import Weighing, WeighingSide
from comity.network.rungs import weighing_queries, weighing_telling
from comity.network.rungs.merging import move_weighings
from comity.network.rungs.weighing_linked import answer_by_link
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries. Weighings stand in no search: what is found there could be asked for by others."""
    about = gettext_lazy("What my organisations weighed with others, with their own answers.")
    label = gettext_lazy("How closely to work")
    registry.export.register("weighings", registry.Exportable(label, weighing_queries.table, about))
    register_kind(weighing_telling.ASKED, gettext_lazy("Another asks how closely we should work together"))
    register_kind(weighing_telling.SHOWN, gettext_lazy("All have answered how closely to work together"))
    on_merge.append(move_weighings)
    register_purpose(weighing_telling.LINK, answer_by_link)
    register_belonging("weighings", Weighing, "coalition", "title", "started_at", by="started_by")
    answered = ("coalition", "organisation", "wants", "relies", "stays", "answered_at")
    register_belonging("weighing_answers", WeighingSide, *answered)
    risked = ("coalition", "organisation", "knowingly_why", "knowingly_at")
    register_belonging("weighing_risks", WeighingSide, *risked, by="knowingly_by")
