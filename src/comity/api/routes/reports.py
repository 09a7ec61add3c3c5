"""Reports at home: what organisations heard from their representatives."""

from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.reports import ReportShape, report_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.governing import acts
from comity.governing.reports import lists as pages
from comity.governing.reports.queries import visible_to

router = Router(tags=["governing"])
ALL = f"{AT}/reports"


class ReportsAsked(lists.Asked):
    """What the list of reports can be asked."""

    state: Literal["waiting", "late", "told"] | None = Field(None, description="Only these.")


class NewReport(Given):
    """That your organisation has heard of something, and what it said."""

    text: str = Field("", max_length=2000, description="What they said.", examples=["They want to see the first flat."])


@reading(router, ALL, says=_("List reports at home"), answers=lists.list_of(ReportShape), lists="reports",
         asks=ReportsAsked)  # fmt: skip
def reports(request: Call, asked: ReportsAsked) -> Any:
    """What organisations heard from their representatives, and what they still wait for."""
    return lists.part(request, pages.reports(request), asked, report_shape)


@deed(router, f"{ALL}/{{uuid:report}}/tell", says=_("Say that your organisation was told"),
      act="governing.reports.filed", takes=NewReport, answers=ReportShape)  # fmt: skip
def tell(request: Call, report: UUID, given: NewReport) -> Any:
    """By whoever speaks, votes or reports for it. Said again, the later word stands."""
    found = get_object_or_404(visible_to(request.standing), pk=report)
    acts.file_reports(found.organisation, [found], text=given.text, by=request.capacity, at=now())
    return report_shape(get_object_or_404(visible_to(request.standing), pk=report))
