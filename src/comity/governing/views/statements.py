"""Statements: the list with who may speak, one statement, and what can be done with it."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.governing.acts import statements as acts
from comity.governing.models import Statement, StatementKind, StatementState
from comity.governing.queries import visible_to as questions_visible_to
from comity.governing.statements import forms, lists, permissions, queries
from comity.governing.statements.press import press_rule, spokespeople
from comity.texts.comparing import with_changes

S = StatementState


def statements(request: CoalitionRequest) -> HttpResponseBase:
    """All statements, and who speaks for us."""
    return listed(request, lists.statements(request), "governing/statements/statements.html")


def listed(request: CoalitionRequest, listing: Any, template: str) -> HttpResponseBase:
    """A list of what is said to the outside, beside who speaks there for us; or its file."""
    file: HttpResponseBase | None = listing.export()
    if file:
        return file
    press = press_rule(request.coalition.pk, at=now())
    context = {
        "page": listing.page(), "press": press, "speakers": spokespeople(press, on=day_of(now())),
        "barred": permissions.drafting(request.standing, request.capacity),
    }  # fmt: skip
    return render(request, template, context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Draft a statement."""
    require(permissions.drafting(request.standing, request.capacity))
    return ask(
        request, statement_form(request, posted(request)),
        lambda **given: acts.draft_statement(**given, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), undo=False,
        said=_("The draft is kept. Now see who shall be credited."),
        heading=_("Draft a statement"), button=_("Keep the draft"), back=_all(request),
        lede=_("Nobody outside reads it before it is published."),
    )  # fmt: skip


def statement_form(request: CoalitionRequest, data: Any) -> forms.StatementForm:
    """The form with the decisions a statement can rest on."""
    decided = questions_visible_to(request.standing).filter(opened_at__isnull=False)
    return forms.StatementForm(data, questions=decided.order_by("-number"))


def statement(request: CoalitionRequest, statement: UUID) -> HttpResponse:
    """One statement with its versions, who cleared it, and whom it credits."""
    one, at = found(request, statement), now()
    standing, by = request.standing, request.capacity
    mine = permissions.writing(standing, by, one) is None
    clears = one.state == S.CLEARING and permissions.may_clear(by, one, at=at) is None
    versions = list(one.versions.all())
    named = ((row, _("Version {n}").format(n=row.number), f"{row.title}\n\n{row.text}") for row in versions)
    changes = list(with_changes(named))
    context = {
        "statement": one, "version": versions[-1], "changed": changes[-1][1], "older": changes[-2::-1],
        "state": lists.state_of(one),
        "mine": mine, "clears": clears, "publishable": permissions.publishable(one, at=at), "at": at,
        "left_out": queries.left_out(one) if one.kind == StatementKind.COALITION else [],
        "lines": history(request, one.pk, limit=40), "over": one.state in (S.WITHDRAWN, S.DROPPED),
    }  # fmt: skip
    return render(request, "governing/statements/statement.html", context)


def write(request: CoalitionRequest, statement: UUID) -> HttpResponse:
    """Write it anew."""
    one = _ours(request, statement)
    version = queries.version_of(one, one.number)
    form = forms.WordsForm(posted(request), initial={"title": version.title, "text": version.text})
    return ask(
        request, form, lambda **given: acts.write_statement(one, by=request.capacity, at=now(), **given), undo=False,
        of=version, then=one.get_absolute_url(), said=_("The new version is kept."), back=one.get_absolute_url(),
        heading=_("Write it anew"), button=_("Keep this version"),
        lede=_("A new version must be cleared anew. The old one stays readable."),
    )  # fmt: skip


@require_POST
def submit(request: CoalitionRequest, statement: UUID) -> HttpResponse:
    """Ask for it to be cleared."""
    one = found(request, statement)
    acts.ask_for_clearing(one, by=request.capacity, at=now())
    toast(request, _("Those who speak for us are asked by mail."))
    return redirect(one)


def clear(request: CoalitionRequest, statement: UUID) -> HttpResponse:
    """Say whether it may go out."""
    one = found(request, statement)
    require(permissions.may_clear(request.capacity, one, at=now()))
    return ask(
        request, forms.ClearForm(posted(request)),
        lambda answer, why: acts.clear_statement(one, answer == forms.YES, why=why, by=request.capacity, at=now()),
        then=one.get_absolute_url(), said=_("Your answer is noted."), back=one.get_absolute_url(), undo=False,
        heading=one.title, button=_("Give my answer"), lede=queries.version_of(one, one.number).text[:600],
    )  # fmt: skip


def publish(request: CoalitionRequest, statement: UUID) -> HttpResponse:
    """The last look: whom it credits, and who is left out."""
    one = found(request, statement)
    require(permissions.may_publish(request.capacity, one, at=now()))
    left_out = queries.left_out(one) if one.kind == StatementKind.COALITION else []
    form: Any = forms.PublishForm(posted(request)) if left_out else SureForm(posted(request))
    return ask(
        request, form, lambda **given: acts.publish_statement(one, **given, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("It is published. Everyone can read it."), back=one.get_absolute_url(),
        template="governing/statements/publish.html", statement=one, left_out=left_out, credits=queries.lines_of(one),
        heading=_("Publish it?"), button=_("Publish it"), version=queries.version_of(one, one.number),
    )  # fmt: skip


def raise_(request: CoalitionRequest, statement: UUID) -> HttpResponse:
    """Raise inside first what speaks against the coalition."""
    one = _ours(request, statement)
    wait = press_rule(request.coalition.pk, at=now()).wait.days
    lede = _(
        "A case opens with those who coordinate us. You can publish after {n} days at most, or once it is over."
    )
    return ask(
        request, forms.RaiseForm(posted(request)),
        lambda **given: acts.raise_inside(one, **given, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("The case is open. Only those named know of it."),
        heading=_("First raise it inside"), button=_("Raise it"), back=one.get_absolute_url(), lede=lede.format(n=wait),
    )  # fmt: skip


def withdraw(request: CoalitionRequest, statement: UUID) -> HttpResponse:
    """Take a published statement back."""
    one = found(request, statement)
    require(permissions.may_withdraw_statement(request.capacity, one, at=now()))
    return ask(
        request, forms.WithdrawForm(posted(request)),
        lambda why: acts.withdraw_statement(one, why=why, by=request.capacity, at=now()), undo=False, danger=True,
        then=one.get_absolute_url(), said=_("It is withdrawn. Its page says so."), back=one.get_absolute_url(),
        heading=_("Withdraw this statement?"), button=_("Withdraw it"),
        lede=_("Its page stays and says that it was withdrawn, and why. This can’t be taken back."),
    )  # fmt: skip


def drop(request: CoalitionRequest, statement: UUID) -> HttpResponse:
    """Give a draft up."""
    one = _ours(request, statement)
    return ask(
        request, SureForm(posted(request)), lambda **_none: acts.drop_statement(one, by=request.capacity, at=now()),
        then=_all(request), said=_("The draft is dropped."), back=one.get_absolute_url(), undo=False, danger=True,
        heading=_("Drop this draft?"), button=_("Drop it"),
    )  # fmt: skip


def found(request: CoalitionRequest, statement: UUID) -> Statement:
    """A statement that the reader may know of."""
    rests_on = questions_visible_to(request.standing).filter(pk=OuterRef("question"))
    rows = queries.visible_to(request.standing).annotate(question_seen=Exists(rests_on))
    return get_object_or_404(queries.to_read(rows, request.standing), pk=statement)


def _ours(request: CoalitionRequest, statement: UUID) -> Statement:
    one = found(request, statement)
    require(permissions.may_write_statement(request.capacity, one, at=now()))
    return one


def _all(request: CoalitionRequest) -> str:
    return reverse("governing:statements", args=[request.coalition.slug])
