"""Everything the page of one sheet shows, for one reader."""

from functools import cached_property

from comity.audit.queries import Line, history_of, lines
from comity.base.clock import now
from comity.base.refusal import Reason
from comity.coalitions.confidentiality import with_openness
from comity.coalitions.held import Place as Held
from comity.coalitions.held import known_thing, place_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.rulebook.money import plain
from comity.signatures import permissions, queries
from comity.signatures.models import Answer, Sheet, Signatory
from comity.signatures.promising import limit_on
from comity.signatures.sealing import code_of


class Page:
    """The page of a sheet read with `queries.to_read`."""

    def __init__(self, request: CoalitionRequest, sheet: Sheet) -> None:
        self.sheet, self.standing, self.hat = sheet, request.standing, request.capacity
        self.places = queries.places_of(sheet)
        for place in self.places:
            if place.signature is not None:
                place.signature.code = code_of(place.signature)  # type: ignore[attr-defined]

    @cached_property
    def own(self) -> Signatory | None:
        """The place of the organisation whose hat is worn."""
        ours = self.hat.organisation
        places = (place.signatory for place in self.places)
        return next((one for one in places if ours is not None and one.organisation_id == ours), None)

    @cached_property
    def not_signing(self) -> Reason | None:
        return permissions.signing(self.standing, self.hat, self.sheet, self.own, now())

    @cached_property
    def limit(self) -> str:
        """Why a signature must say what decided it at home, if it must."""
        return limit_on(self.sheet, now())

    @cached_property
    def not_withdrawing(self) -> Reason | None:
        return permissions.withdrawing(self.standing, self.hat, self.sheet, self.own)

    @cached_property
    def not_ending(self) -> Reason | None:
        return permissions.ending(self.standing, self.hat, self.sheet)

    @property
    def amount(self) -> str:
        """What each promises, in words."""
        amount, currency = self.sheet.amount, self.sheet.currency
        return "" if amount is None else f"{plain(amount, currency)} {currency}"

    @property
    def missing(self) -> list[Signatory]:
        """Who has not answered."""
        return queries.missing(self.places)

    @property
    def signed(self) -> int:
        return sum(place.signatory.answer == Answer.SIGNED for place in self.places)

    @property
    def withdrawn(self) -> list[object]:
        """Signatures that were taken back."""
        return [one for one in self.sheet.signatures.all() if one.withdrawn_at is not None]

    @cached_property
    def held(self) -> Held | None:
        """What the sheet belongs to."""
        thing = known_thing(self.standing, self.sheet)
        return place_of(thing) if thing is not None else None

    @cached_property
    def history(self) -> list[Line]:
        return lines(with_openness(history_of(self.sheet.pk), self.standing)[:50])
