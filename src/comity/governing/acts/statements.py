"""Statements are drafted in versions, cleared, published with credit, corrected and withdrawn for all to see."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.models import Body, BodyKind, NamedReader
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.governing.acts.conflicts import open_case
from comity.governing.models import (
    STATEMENT_STEPS,
    CasePerson,
    Clearance,
    Question,
    Statement,
    StatementKind,
    StatementState,
    StatementVersion,
)
from comity.governing.statements import permissions, queries, telling
from comity.governing.statements.press import press_rule
from comity.notices.asks import close_asks

S = StatementState
Rows = list[models.Model]


def fresh_statement(statement: Statement, by: Capacity) -> Statement:
    """The statement, read anew inside the act; Refused for one of another coalition."""
    require(same_coalition(by, statement))
    found: Statement = Statement.objects.select_related("coalition", "organisation", "case", "person").get(
        pk=statement.pk
    )
    return found


@act("governing.statement.drafted", says=gettext_noop("drafted the statement {about}"))
def draft_statement(
    *, kind: str, title: str, text: str, question: Question | None = None, against: bool = False,
    by: Capacity, at: datetime,
) -> Changes[Statement]:  # fmt: skip
    """Draft in the coalition's name, which all members can read, or for one's own organisation, whose people read it.

    question: the decision it rests on. against: it speaks against what the coalition decided or does.
    """
    require(permissions.may_draft_statement(by, kind, at=at))
    own = kind == StatementKind.OWN
    if against and not own:
        raise ValidationError({"against": _("The coalition does not speak against itself.")})
    statement = Statement(
        coalition_id=home(by), kind=kind, title=title, person_id=by.someone, acts_for=by.acts_for,
        organisation_id=by.organisation, for_name=by.of_name, question=question, against=against, drafted_at=at,
        confidentiality=Confidentiality.NAMED if own else Confidentiality.COALITION,
    ).store()  # fmt: skip
    rows: Rows = [_version(statement, title, text, "", by, at)]
    if own:
        rows += _let_read(statement, queries.own_people(statement, on=day_of(at)))
    return Changes(statement, also=rows, words={"about": statement.title}, kind=kind)


@act("governing.statement.written", says=gettext_noop("wrote {about} anew"))
def write_statement(
    statement: Statement, *, title: str, text: str, why: str = "", by: Capacity, at: datetime,
    read: Version | None = None,
) -> Changes[Statement]:  # fmt: skip
    """A new version, to be cleared anew. why: of a published one, what is corrected; all can read that later.

    read: the version that was read; raises Changed when another was written since.
    """
    statement = fresh_statement(statement, by)
    require(permissions.may_write_statement(by, statement, at=at))
    if read is not None:
        read.require(queries.version_of(statement, statement.number))
    if statement.state in (S.WITHDRAWN, S.DROPPED):
        require(Reason(_("This statement is over."), bar=Bar.NOT_NOW))
    if statement.shown is not None and not why:
        raise ValidationError({"why": _("Say what is corrected: everyone will read it.")})
    statement.number += 1
    row = _version(statement, title, text, why, by, at)
    if statement.shown is None:
        statement.title = title
    if statement.state != S.WAITING:
        _step(statement, S.DRAFT)
    statement.store()
    close_asks(statement, at=at)
    return Changes(statement, also=[row], words={"about": statement.title}, number=statement.number)


@act("governing.statement.submitted", says=gettext_noop("asked for {about} to be cleared"))
def ask_for_clearing(statement: Statement, *, by: Capacity, at: datetime) -> Changes[Statement]:
    """Ask those who speak for the coalition whether it may go out."""
    statement = fresh_statement(statement, by)
    require(permissions.may_write_statement(by, statement, at=at))
    if statement.kind != StatementKind.COALITION or statement.state != S.DRAFT:
        require(Reason(_("This needs no clearing now."), bar=Bar.NOT_NOW))
    press = press_rule(statement.coalition_id, at=at)
    if not press.allows:
        require(Reason(press.in_words, _("An organisation can speak for itself."), bar=Bar.NOT_NOW))
    _step(statement, S.CLEARING)
    statement.store()
    telling.ask_clearing(statement, press, at=at)
    return Changes(statement, words={"about": statement.title}, number=statement.number)


@act("governing.statement.cleared", says=gettext_noop("said whether {about} may go out"))
def clear_statement(
    statement: Statement, yes: bool, *, why: str = "", by: Capacity, at: datetime
) -> Changes[Statement]:
    """Say that this version may go out, or why not yet; then it is a draft again."""
    statement = fresh_statement(statement, by)
    require(permissions.may_clear(by, statement, at=at))
    if not yes and not why:
        raise ValidationError({"why": _("Say what would have to change.")})
    row = Clearance(
        coalition_id=statement.coalition_id, statement=statement, number=statement.number, yes=yes, why=why,
        person_id=by.someone, for_name=by.of_name, said_at=at,
    ).store()  # fmt: skip
    _step(statement, S.CLEARED if yes else S.DRAFT)
    statement.store()
    close_asks(statement, at=at)
    telling.tell_cleared(statement, row, at=at)
    return Changes(statement, also=[row], words={"about": statement.title}, number=statement.number, yes=yes)


@act("governing.statement.raised", says=gettext_noop("raised inside what {about} is about"))
def raise_inside(
    statement: Statement, *, tried: str, tried_on: date, came_of_it: str, by: Capacity, at: datetime
) -> Changes[Statement]:
    """What speaks against the coalition is talked about inside first: a case with the assembly's coordinators opens.

    The organisation may publish once the case is over, and in any case after the time that was agreed.
    """
    statement = fresh_statement(statement, by)
    require(permissions.may_write_statement(by, statement, at=at))
    if not statement.against or statement.case_id is not None or statement.state != S.DRAFT:
        require(Reason(_("There is nothing to raise here."), bar=Bar.NOT_NOW))
    assembly = Body.objects.get(kind=BodyKind.ASSEMBLY, ended_on=None)
    text = queries.version_of(statement, statement.number).text
    statement.case = open_case(
        other=assembly, title=statement.title, account=text[:5000], tried=tried, tried_on=tried_on,
        came_of_it=came_of_it, question=statement.question, by=by, at=at,
    )  # fmt: skip
    statement.waits_until = at + press_rule(statement.coalition_id, at=at).wait
    _step(statement, S.WAITING)
    statement.store()
    named = CasePerson.objects.filter(case=statement.case, ended_at=None).values_list("person", flat=True)
    rows = _let_read(statement, named)
    return Changes(statement, also=rows, words={"about": statement.title}, until=statement.waits_until)


@act("governing.statement.published", says=gettext_noop("published {about}"))
def publish_statement(
    statement: Statement, *, omitted_why: str = "", by: Capacity, at: datetime
) -> Changes[Statement]:
    """Let everyone read it. Who took part and is not credited must be named, or it must be said why not."""
    statement = fresh_statement(statement, by)
    require(permissions.may_publish(by, statement, at=at))
    left_out = queries.left_out(statement) if statement.kind == StatementKind.COALITION else []
    if left_out and not omitted_why:
        names = ", ".join(one.name for one in left_out)
        said = _("{names} took part and stand in no line. Credit them, or say why not.").format(names=names)
        raise ValidationError({"omitted_why": said})
    version = queries.version_of(statement, statement.number)
    version.published_at, statement.published_at = at, statement.published_at or at
    statement.title, statement.shown, statement.omitted_why = version.title, version.number, omitted_why
    statement.confidentiality = Confidentiality.PUBLIC
    _step(statement, S.PUBLISHED)
    version.store()
    statement.store()
    rows: Rows = [version, *queries.lift_credits(statement)]
    telling.tell_published(statement, left_out, at=at)
    return Changes(
        statement, also=rows, words={"about": statement.title}, number=version.number,
        left_out=[one.organisation for one in left_out],
    )  # fmt: skip


@act("governing.statement.withdrawn", says=gettext_noop("withdrew {about}"))
def withdraw_statement(statement: Statement, *, why: str, by: Capacity, at: datetime) -> Changes[Statement]:
    """Take a published statement back. Its page stays, and says so."""
    statement = fresh_statement(statement, by)
    require(permissions.may_withdraw_statement(by, statement, at=at))
    statement.withdrawn_at, statement.withdrawn_why = at, why
    _step(statement, S.WITHDRAWN)
    statement.store()
    close_asks(statement, at=at)
    return Changes(statement, words={"about": statement.title})


@act("governing.statement.dropped", says=gettext_noop("dropped the draft of {about}"))
def drop_statement(statement: Statement, *, by: Capacity, at: datetime) -> Changes[Statement]:
    """Give a draft up that was never published."""
    statement = fresh_statement(statement, by)
    require(permissions.may_write_statement(by, statement, at=at))
    if statement.shown is not None:
        require(Reason(_("It was published. Withdraw it instead."), bar=Bar.NOT_NOW))
    _step(statement, S.DROPPED)
    statement.store()
    close_asks(statement, at=at)
    return Changes(statement, words={"about": statement.title})


def _step(statement: Statement, state: StatementState) -> None:
    if state not in STATEMENT_STEPS[statement.state]:
        require(Reason(_("This can’t be done now."), bar=Bar.NOT_NOW))
    statement.state = state


def _version(
    statement: Statement, title: str, text: str, why: str, by: Capacity, at: datetime
) -> StatementVersion:
    row: StatementVersion = StatementVersion(
        coalition_id=statement.coalition_id, statement=statement, number=statement.number, title=title, text=text,
        why=why, person_id=by.someone, written_at=at,
    ).store()  # fmt: skip
    return row


def _let_read(statement: Statement, people: Any) -> Rows:
    known = set(NamedReader.objects.filter(thing=statement.pk).values_list("person", flat=True))
    new: list[UUID] = [pk for pk in dict.fromkeys(people) if pk not in known]
    return [
        NamedReader(coalition_id=statement.coalition_id, thing=statement.pk, person_id=pk).store()
        for pk in new
    ]
