"""Representatives say that they have reported at home."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import same_coalition
from comity.governing.models import HomeReport
from comity.governing.reports.falling_due import REPORT, ask_on
from comity.governing.reports.permissions import may_report
from comity.notices.asks import close_asks
from comity.people.models import Organisation


@act("governing.reports.filed", says=gettext_noop("told {organisation_name} what was decided: {about}"))
def file_reports(
    organisation: Organisation, reports: Collection[HomeReport], *, text: str = "", by: Capacity, at: datetime
) -> Changes[HomeReport]:
    """Say that one's organisation has heard of these things. What was said there may be noted; all can read it.

    Said again, the later word replaces the one before. Refused for those who don't act for it.
    """
    require(may_report(by, organisation.pk, at=at))
    rows = list(HomeReport.objects.filter(pk__in=[one.pk for one in reports], organisation=organisation))
    if not rows:
        raise ValidationError({"reports": _("Choose what you have told them.")})
    for row in rows:
        require(same_coalition(by, row))
        row.reported_at, row.person_id, row.text = at, by.someone, text
        row.store()
    close_asks(organisation, at=at, kind=REPORT, organisation=organisation.pk)
    ask_on(Coalition.objects.get(pk=rows[0].coalition_id), organisation, at=at)
    words = {"organisation_name": organisation.name, "about": "; ".join(str(row) for row in rows)[:900]}
    return Changes(rows[0], also=rows[1:], words=words, organisation=organisation.pk, n=len(rows))
