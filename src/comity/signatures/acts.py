"""Sheets are opened, signed, declined, ended; signatures are withdrawn before all have signed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.canonical import fingerprint
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.text import tidy
from comity.coalitions.acts.mandates import holders
from comity.coalitions.held import place_of, thing_of
from comity.coalitions.models import Mandate, Membership, Power
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import INSIDE, home
from comity.notices.asks import close_asks
from comity.people.models import Organisation
from comity.signatures import drawing, telling
from comity.signatures.models import Answer, Sheet, Signatory, Signature, State
from comity.signatures.permissions import may_end, may_open, may_sign, may_withdraw
from comity.signatures.promising import currency_of, limit_on
from comity.signatures.queries import to_remind
from comity.signatures.sealing import code_of, seals


@act("signatures.sheet.opened", says=gettext_noop("laid {about} out to be signed"))
def open_sheet(
    *, thing: Any, title: str, text: str, organisations: Sequence[Organisation], by: Capacity, at: datetime,
    sign_by_on: date | None = None, amount: int | None = None, outside: Collection[UUID] = (), quietly: bool = False,
) -> Changes[Sheet]:  # fmt: skip
    """Lay a text out to be signed by these organisations, in this order. From now on no word of it changes.

    amount: what each promises by it, in minor units of the currency of the rules; None: no money.
    Whoever holds a mandate to sign for one of them is asked. ValidationError for none, and for one that is no member.
    outside: those among them that are not members yet, for which the caller answers. quietly: the caller writes itself.
    """
    require(may_open(by, thing, at=at))
    _check_asked(organisations, outside)
    if sign_by_on is not None and sign_by_on < day_of(at):
        raise ValidationError({"sign_by_on": _("Choose a day that is still to come.")})
    sheet = Sheet(
        title=title, text=text, mark=fingerprint(tidy(text)), held_title=place_of(thing).title[:300],
        sign_by_on=sign_by_on, amount=amount, currency="" if amount is None else currency_of(home(by), at),
        opened_by_id=by.person, opened_as=by.acts_for, opened_for=by.of,
        opened_name=by.of_name or by.person_name, opened_at=at,
    )  # fmt: skip
    sheet.belong_to(thing)
    sheet.store()
    places = [
        Signatory(coalition_id=home(by), sheet=sheet, organisation=one, name=one.name, place=place).store()
        for place, one in enumerate(organisations, start=1)
    ]
    telling.ask(sheet, places, at=at, quietly=quietly)
    also = [*places, *organisations, thing]
    words = {"about": sheet.title}
    return Changes(sheet, also=also, words=words, mark=sheet.mark, seals=seals(sheet, *places))


@act("signatures.signature.given", says=gettext_noop("signed {about}"))
def sign(
    sheet: Sheet, *, by: Capacity, at: datetime, typed: str = "", drawn: str = "", at_home: str = ""
) -> Changes[Signature]:
    """Sign for the hat's organisation, by its mandate to sign, with the name typed or drawn.

    at_home: what decided it at home; needed where a representative may not promise so much alone. The last signature
    completes the sheet. ValidationError by field for no name, a drawing that can't be one, or nothing decided at home.
    """
    sheet, place = _fresh(sheet, by)
    require(may_sign(by, sheet, place, at=at))
    assert place is not None
    signature = Signature(
        coalition_id=home(by), sheet=sheet, signatory=place, organisation_id=by.spoken_for, name=place.name,
        person_id=by.someone, mandate=_mandate(by, at), typed=tidy(typed), drawn=_drawn(drawn), mark=sheet.mark,
        at_home=tidy(at_home), signed_at=at,
    )  # fmt: skip
    if not signature.at_home and (limit := limit_on(sheet, at)):
        raise ValidationError({"at_home": limit})
    if not (signature.typed or signature.drawn):
        raise ValidationError({"typed": _("Type your name, or draw it.")})
    signature.seal_words()
    signature.store()
    _answer(place, Answer.SIGNED, "", by, at)
    rows: list[Any] = [signature, place, *_completed(sheet, at)]
    code = code_of(signature)
    words = {"about": sheet.title, "at_home": signature.at_home}
    return Changes(
        signature, also=[*rows[1:], sheet], words=words, sheet=sheet.pk, mark=sheet.mark, organisation=by.of,
        code=code, seals=seals(*rows),
    )  # fmt: skip


@act("signatures.signature.declined", says=gettext_noop("does not sign {about}"))
def decline_to_sign(sheet: Sheet, *, why: str, by: Capacity, at: datetime) -> Changes[Signatory]:
    """Say that the organisation does not sign, and why. It can still sign while the sheet is open."""
    sheet, place = _fresh(sheet, by)
    require(may_sign(by, sheet, place, at=at))
    assert place is not None
    if not why.strip():
        raise ValidationError({"why": _("Say why, so that the others know where they stand.")})
    _answer(place, Answer.DECLINED, why, by, at)
    telling.tell_declined(place, by, at=at)
    words = {"about": sheet.title, "why": why}
    return Changes(place, also=[sheet], words=words, organisation=by.of, seals=seals(place))


@act("signatures.signature.withdrawn", says=gettext_noop("withdrew the signature from {about}"))
def withdraw_signature(sheet: Sheet, *, by: Capacity, at: datetime) -> Changes[Signature]:
    """Take the organisation's signature back, until all have signed. It stays readable as withdrawn."""
    sheet, place = _fresh(sheet, by)
    require(may_withdraw(by, sheet, place, at=at))
    assert place is not None
    signature = Signature.objects.get(signatory=place, withdrawn_at=None)
    signature.sheet, signature.withdrawn_at = sheet, at
    signature.store()
    _answer(place, Answer.ASKED, "", by, at)
    telling.ask(sheet, [place], at=at, quietly=True)
    words = {"about": sheet.title}
    return Changes(signature, also=[place, sheet], words=words, organisation=by.of, seals=seals(signature, place))


@act("signatures.sheet.closed", says=gettext_noop("closed {about} with the signatures it has"))
def close_sheet(sheet: Sheet, *, by: Capacity, at: datetime) -> Changes[Sheet]:
    """Nobody else signs: it stands with the signatures it has. Refused while there is none."""
    sheet, _place = _fresh(sheet, by)
    require(may_end(by, sheet, at=at))
    if not Signature.objects.filter(sheet=sheet, withdrawn_at=None).exists():
        raise ValidationError(_("Nobody has signed. Call it off instead."))
    return _ended(sheet, State.CLOSED, at)


@act("signatures.sheet.called_off", says=gettext_noop("called the signing of {about} off"))
def call_off(sheet: Sheet, *, why: str, by: Capacity, at: datetime) -> Changes[Sheet]:
    """It is not signed after all; what was signed stays readable and binds nobody. All who were asked are told why."""
    sheet, _place = _fresh(sheet, by)
    require(may_end(by, sheet, at=at))
    if not why.strip():
        raise ValidationError({"why": _("Say why, for those who have already signed.")})
    sheet.why = why
    return _ended(sheet, State.CALLED_OFF, at, words={"why": why})


@act("signatures.sheet.reminded", says=gettext_noop("reminded those who have not signed {about}"))
def remind_signatories(sheet: Sheet, *, by: Capacity, at: datetime, today: date) -> Changes[Sheet]:
    """Ask once more, a few days before the day. The rule's to do."""
    sheet, _place = _fresh(sheet, by)
    if by.acts_for != ActsFor.RULE or not to_remind(today).filter(pk=sheet.pk).exists():
        require(Reason(_("Nobody need be reminded of this sheet."), bar=Bar.CONFLICT))
    sheet.reminded_on = today
    sheet.store()
    waiting = list(Signatory.objects.filter(sheet=sheet, answer=Answer.ASKED))
    telling.ask(sheet, waiting, at=at, again=True)
    return Changes(sheet, words={"about": sheet.title}, organisations=[one.organisation_id for one in waiting])


def _fresh(sheet: Sheet, by: Capacity) -> tuple[Sheet, Signatory | None]:
    """The sheet, read anew inside the act, and the place of the hat's organisation on it."""
    require(same_coalition(by, sheet))
    fresh: Sheet = Sheet.objects.select_related("coalition", "opened_by").get(pk=sheet.pk)
    place = Signatory.objects.filter(sheet=fresh, organisation=by.organisation).first() if by.organisation else None
    if place is not None:
        place.sheet = fresh
    return fresh, place


def _check_asked(organisations: Sequence[Organisation], outside: Collection[UUID]) -> None:
    asked = {one.pk for one in organisations}
    if not asked:
        raise ValidationError({"organisations": _("Choose who is to sign.")})
    members = Membership.objects.filter(organisation__in=asked - set(outside), state__in=INSIDE).count()
    if members + len(asked & set(outside)) != len(organisations):
        raise ValidationError({"organisations": _("Only members of the coalition can be asked to sign, each once.")})


def _mandate(by: Capacity, at: datetime) -> Mandate:
    """The mandate by which one signs: the oldest that holds."""
    return next(one for one in holders(by.spoken_for, Power.SIGN, on=day_of(at)) if one.person_id == by.person)


def _drawn(path: str) -> str:
    if not path.strip():
        return ""
    try:
        return drawing.checked(path)
    except ValueError as wrong:
        raise ValidationError({"drawn": str(wrong)}) from wrong


def _answer(place: Signatory, answer: Answer, why: str, by: Capacity, at: datetime) -> None:
    place.answer, place.why, place.person_id, place.answered_at = answer, why, by.person, at
    place.store()
    close_asks(place.sheet, at=at, kind=telling.SIGN, organisation=place.organisation_id)


def _completed(sheet: Sheet, at: datetime) -> list[Sheet]:
    """The sheet, if this was the last signature."""
    if Signatory.objects.filter(sheet=sheet).exclude(answer=Answer.SIGNED).exists():
        return []
    sheet.state, sheet.ended_at = State.COMPLETE, at
    sheet.store()
    telling.tell_ended(sheet, at=at)
    return [sheet]


def _ended(sheet: Sheet, state: State, at: datetime, words: dict[str, str] | None = None) -> Changes[Sheet]:
    sheet.state, sheet.ended_at = state, at
    sheet.store()
    close_asks(sheet, at=at)
    telling.tell_ended(sheet, at=at)
    said = {"about": sheet.title, **(words or {})}
    thing = thing_of(sheet)
    return Changes(sheet, also=[thing] if thing is not None else [], words=said, state=state, seals=seals(sheet))
