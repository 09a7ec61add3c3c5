"""What reports at home tell the rooms below."""

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.governing.models import HomeReport
from comity.governing.reports import falling_due, queries
from comity.governing.reports.linked import report_by_link
from comity.notices.links import register_purpose
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    register_purpose(falling_due.LINK, report_by_link)
    label = gettext_lazy("Reports at home")
    about = gettext_lazy("What each organisation heard from its representative, when, and what it said.")
    registry.export.register("reports", registry.Exportable(label, queries.table, about))
    register_belonging("reports_at_home", HomeReport, "coalition", "organisation", "title", "text", "reported_at")
