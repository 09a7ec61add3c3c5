"""Sheets and signatures."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Day, Moment
from comity.signatures.models import Sheet, Signature
from comity.signatures.queries import places_of
from comity.signatures.sealing import code_of, slip

SEAL = "9f2c4a1b7d3e5f60819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70"


class SheetRow(Answer):
    """A sheet as a line of the list."""

    id: UUID
    title: str = Field(examples=["We open our doors on the coldest nights"])
    to: str = Field(description="What kind of thing it belongs to.", examples=["governing.question"])
    to_id: UUID
    to_title: str = Field(examples=["D-032 Insulate 40 flats before the frost?"])
    state: str = Field(description="open, complete, closed or called-off.", examples=["open"])
    asked: int = Field(ge=0, description="How many are asked to sign.", examples=[4])
    signed: int = Field(ge=0, description="How many have signed.", examples=[2])
    amount: int | None = Field(description="What each promises by it, in minor units; null: no money.", examples=[None])
    currency: str = Field(examples=[""])
    sign_by_on: Day | None
    opened_by: str = Field(description="In whose name it was laid out.", examples=["Harbour Tenants’ Union"])
    opened_at: Moment
    ended_at: Moment | None


class SignatureShape(Answer):
    """One signature. `code` is the sha256 of `slip`."""

    id: UUID
    organisation: Ref
    person: Ref
    typed: str = Field(examples=["Marta Lind"])
    drawn: str = Field(description="The path of the drawn name on a sheet of 600 × 200.", examples=["M10 20L11 21"])
    at_home: str = Field(description="What decided it at home, where the rules ask for it.", examples=[""])
    signed_at: Moment
    withdrawn_at: Moment | None = Field(examples=[None])
    code: str = Field(examples=[SEAL])
    slip: str = Field(description="The canonical text that the code seals.", examples=['{"form":"comity.signature.1"}'])


class PlaceShape(Answer):
    """An organisation that is asked to sign, and what it answered."""

    organisation: Ref
    answer: str = Field(description="asked, signed or declined.", examples=["signed"])
    why: str = Field(description="Why it does not sign.", examples=[""])
    answered_at: Moment | None


class SheetShape(SheetRow):
    """A sheet with its text, word for word, and everyone's answer. `mark` is the sha256 of `text` as UTF-8."""

    text: str = Field(examples=["From 1 December on, each of us keeps one warm room open until ten."])
    mark: str = Field(examples=[SEAL])
    why: str = Field(description="Why it was called off.", examples=[""])
    places: list[PlaceShape]
    signatures: list[SignatureShape]


def sheet_row(sheet: Any) -> SheetRow:
    """A sheet with its counts."""
    return SheetRow(**_row(sheet, sheet.asked, sheet.signed))


def sheet_shape(sheet: Sheet) -> SheetShape:
    """A sheet read with `queries.to_read`."""
    places = [
        PlaceShape(
            organisation=Ref(id=one.signatory.organisation_id, name=one.signatory.name), answer=one.signatory.answer,
            why=one.signatory.why, answered_at=one.signatory.answered_at,
        )
        for one in places_of(sheet)
    ]  # fmt: skip
    signed = sum(place.answer == "signed" for place in places)
    return SheetShape(
        **_row(sheet, len(places), signed), text=sheet.text, mark=sheet.mark, why=sheet.why, places=places,
        signatures=[signature_shape(one) for one in sheet.signatures.all()],
    )  # fmt: skip


def signature_shape(signature: Signature) -> SignatureShape:
    """One signature, with what its code covers."""
    return SignatureShape(
        id=signature.pk, organisation=Ref(id=signature.organisation_id, name=signature.name),
        person=Ref(id=signature.person_id, name=signature.person.name), typed=signature.typed, drawn=signature.drawn,
        at_home=signature.at_home, signed_at=signature.signed_at, withdrawn_at=signature.withdrawn_at,
        code=code_of(signature), slip=slip(signature),
    )  # fmt: skip


def _row(sheet: Any, asked: int, signed: int) -> dict[str, Any]:
    return {
        "id": sheet.pk, "title": sheet.title, "to": sheet.held_by, "to_id": sheet.held_id, "to_title": sheet.held_title,
        "state": sheet.state, "asked": asked, "signed": signed, "amount": sheet.amount,
        "currency": sheet.currency, "sign_by_on": sheet.sign_by_on,
        "opened_by": sheet.opened_name, "opened_at": sheet.opened_at, "ended_at": sheet.ended_at,
    }  # fmt: skip
