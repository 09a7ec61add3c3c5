"""Credit."""

from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Moment
from comity.base.versions import Version
from comity.credits.models import Credit


class CreditShape(Answer):
    """A line of credit. A person stands in it only with their own yes. Send `version` as If-Match with a change."""

    id: UUID
    to: str = Field(description="What kind of thing it belongs to.", examples=["governing.question"])
    to_id: UUID
    to_title: str = Field(examples=["D-032 Insulate 40 flats before the frost?"])
    place: int = Field(ge=0, description="Its order among the lines of that thing.", examples=[1])
    organisation: Ref = Field(description="Who is credited, under the name it had then.")
    what: str = Field(examples=["wrote the first draft"])
    person: str = Field(description="Who did it, if they want to be named.", examples=["Marta Lind"])
    state: str = Field(description="proposed, confirmed or dropped.", examples=["confirmed"])
    given_by: str = Field(description="In whose name it was proposed.", examples=["Harbour Tenants’ Union"])
    given_at: Moment
    answered_at: Moment | None
    version: str = Field(examples=["what=3f2a91c07b14"])


def credit_shape(credit: Credit) -> CreditShape:
    """A line as programs see it."""
    return CreditShape(
        id=credit.pk, to=credit.held_by, to_id=credit.held_id, to_title=credit.held_title, place=credit.place,
        organisation=Ref(id=credit.organisation_id, name=credit.name), what=credit.what, person=credit.named,
        state=credit.state, given_by=credit.given_name, given_at=credit.given_at, answered_at=credit.answered_at,
        version=str(Version.of(credit, ("what", "name"))),
    )  # fmt: skip
