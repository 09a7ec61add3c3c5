"""The file on a prospect, and messages to it. For the committee alone."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.shapes.partners import ProspectMethodShape, prospect_method_shape
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.founding.diligence.acts_messages import EDITABLE
from comity.founding.models import Approach, Enquiry, Finding, ProspectMethod


class FindingShape(Answer):
    """One thing that was found out."""

    id: UUID
    kind: str = Field(description="source, statement or practice.", examples=["statement"])
    words: str = Field(examples=["“We open our kitchen on Saturdays.”"])
    source: str = Field(examples=["Harbour Paper"])
    link: str = Field(examples=["https://example.org/kitchen"])
    dated_on: Day
    by: Ref | None
    noted_at: Moment


class EnquiryShape(Answer):
    """A question by mail to somebody outside, and the answer."""

    id: UUID
    kind: str = Field(description="reference or reply.", examples=["reference"])
    name: str = Field(examples=["Bo Lund"])
    email: str = Field(examples=["bo@example.net"])
    asked: str = Field(examples=["Do they keep their word?"])
    state: str = Field(description="asked, answered, declined or withdrawn.", examples=["answered"])
    again: str = Field(description="Would they work with them again: yes, care, no, or empty.", examples=["care"])
    answer: str = Field(examples=["Late, but kept."])
    asked_at: Moment
    answered_at: Moment | None


class ApproachShape(Answer):
    """A message to a prospect. Send `version` as If-Match with a change."""

    id: UUID
    to_name: str = Field(examples=["Ada Quill"])
    to_email: str = Field(examples=["ada@example.net"])
    urgent: str = Field(description="Why it is urgent for them.", examples=["Every third family moved."])
    asks: str = Field(examples=["An hour before Easter."])
    gains: str = Field(examples=["Rooms in the holidays."])
    state: str = Field(description="draft, waiting, cleared, sent or answered.", examples=["sent"])
    by: Ref | None
    reviewer: Ref | None
    review: str = Field(examples=["Good."])
    sent_at: Moment | None
    follow_up_on: Day | None
    said: str = Field(description="yes, later, no, or empty.", examples=["yes"])
    answer: str = Field(examples=["Gladly."])
    answered_at: Moment | None
    version: str = Field(examples=["asks=3f2a91c07b14"])


class ProspectFileShape(Answer):
    """The whole file on a prospect."""

    findings: list[FindingShape]
    enquiries: list[EnquiryShape]
    messages: list[ApproachShape]
    methods: list[ProspectMethodShape] = Field(description="How it works, and where one has that from.")


def finding_shape(row: Finding) -> FindingShape:
    """A finding as programs see it."""
    return FindingShape(
        id=row.pk, kind=row.kind, words=row.words, source=row.source, link=row.link, dated_on=row.dated_on,
        by=ref(row.person), noted_at=row.noted_at,
    )  # fmt: skip


def enquiry_shape(row: Enquiry) -> EnquiryShape:
    """An enquiry as programs see it."""
    return EnquiryShape(
        id=row.pk, kind=row.kind, name=row.name, email=row.email, asked=row.asked, state=row.state, again=row.again,
        answer=row.answer, asked_at=row.asked_at, answered_at=row.answered_at,
    )  # fmt: skip


def approach_shape(row: Approach) -> ApproachShape:
    """A message as programs see it."""
    said = {name: getattr(row, name) for name in EDITABLE}
    return ApproachShape(
        id=row.pk, **said, state=row.state, by=ref(row.person), reviewer=ref(row.reviewer), review=row.review,
        sent_at=row.sent_at, follow_up_on=row.follow_up_on, said=row.said, answer=row.answer,
        answered_at=row.answered_at, version=str(Version.of(row, EDITABLE)),
    )  # fmt: skip


def file_shape(found: dict[str, Any], methods: Iterable[ProspectMethod]) -> ProspectFileShape:
    """All of it."""
    return ProspectFileShape(
        findings=[finding_shape(one) for one in found["findings"]],
        enquiries=[enquiry_shape(one) for one in found["enquiries"]],
        messages=[approach_shape(one) for one in found["approaches"]],
        methods=[prospect_method_shape(one) for one in methods],
    )
