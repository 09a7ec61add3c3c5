"""The pages of files, and the files themselves, each asked for by somebody who may see it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.uploads import served
from comity.coalitions.asking import ask, posted
from comity.coalitions.held import held_by, keeping, may_keep, title_of, url_of
from comity.coalitions.requests import CoalitionRequest
from comity.files import acts, forms, lists, queries
from comity.files.models import Attachment
from comity.files.permissions import counting, given_out, may_change, may_withdraw, restorable


def files(request: CoalitionRequest) -> HttpResponseBase:
    """All files of the coalition that one may know of."""
    listing = lists.files(request)
    return listing.export() or render(request, "files/files.html", {"page": listing.page()})


def seen(request: CoalitionRequest, file: UUID) -> tuple[Attachment, Any]:
    """The file and its holder; 404 for what the reader may not know of."""
    rows = queries.visible_to(request.standing).select_related(*queries.RELATED, "body")
    found: Attachment = get_object_or_404(rows, pk=file)
    return found, held_by(request.standing, found.held_by, found.held_id)


def file(request: CoalitionRequest, file: UUID) -> HttpResponse:
    """What a file is, who uploaded it, and its line."""
    found, thing = seen(request, file)
    barred = keeping(request, thing, at=now())
    context = {
        "file": found, "thing_title": title_of(thing), "thing_url": url_of(thing), "state": lists.state_of(found),
        "line": list(queries.line_of(request.standing, found)[:50]), "barred": barred,
        "may_change": barred is None and counting(found) is None,
        "may_withdraw": barred is None and given_out(found) is None,
        "may_restore": barred is None and restorable(found) is None,
    }  # fmt: skip
    return render(request, "files/file.html", context)


@require_safe
def get(request: CoalitionRequest, file: UUID) -> HttpResponseBase:
    """The bytes: pictures are shown, everything else is saved."""
    return content_of(seen(request, file)[0])


def content_of(found: Attachment) -> HttpResponseBase:
    """A file's bytes as data and nothing else; 404 for one that is no longer given out."""
    if found.withdrawn_at or not found.file:
        raise Http404
    try:
        content = found.file.open()
    except FileNotFoundError as gone:
        raise Http404 from gone
    kind = found.kind_known
    return served(content, kind.media, name="" if kind.is_picture else found.name)


def new(request: CoalitionRequest, label: str, thing: UUID) -> HttpResponse:
    """Upload a file to a thing."""
    holder = held_by(request.standing, label, thing)
    require(may_keep(request.capacity, holder, at=now()))
    return ask(
        request, forms.FileForm(posted(request), request.FILES or None),
        lambda file, note: acts.upload_file(holder, file, note=note, by=request.capacity, at=now()),
        then=f"{url_of(holder)}#files", said=_("The file is there."),
        heading=_("A file for {name}").format(name=title_of(holder)), button=_("Upload it"), back=url_of(holder),
        lede=_("Everyone who may see {name} can read it.").format(name=title_of(holder)),
    )  # fmt: skip


def replace(request: CoalitionRequest, file: UUID) -> HttpResponse:
    """Put another file in its place."""
    found, _thing = seen(request, file)
    require(may_change(request.capacity, found, at=now()))
    return ask(
        request, forms.FileForm(posted(request), request.FILES or None, initial={"note": found.note}),
        lambda file, note: acts.replace_file(found, file, note=note, by=request.capacity, at=now()),
        then=lambda one: reverse("files:file", args=[request.coalition.slug, one.pk]), undo=False,
        said=_("The new file counts. The one before stays in its line."),
        heading=_("A newer file for {name}").format(name=found.name), button=_("Replace it"),
        back=found.get_absolute_url(),
    )  # fmt: skip


def withdraw(request: CoalitionRequest, file: UUID) -> HttpResponse:
    """Give a file out no longer."""
    found, thing = seen(request, file)
    require(may_withdraw(request.capacity, found, at=now()))
    others = queries.line_of(request.standing, found).filter(withdrawn_at=None).exclude(pk=found.pk)
    return ask(
        request, forms.WithdrawForm(posted(request), alone=not others.exists()),
        lambda **answers: acts.withdraw_file(found, by=request.capacity, at=now(), **answers),
        then=f"{url_of(thing)}#files", said=_("The file is withdrawn."), danger=True, back=found.get_absolute_url(),
        heading=_("Withdraw {name}?").format(name=found.name), button=_("Withdraw it"),
        lede=_("Nobody can read it any more. Its content goes after thirty days; until then you can bring it back."),
    )  # fmt: skip


@require_POST
def bring_back(request: CoalitionRequest, file: UUID) -> HttpResponse:
    """Give a withdrawn file out again."""
    found, _thing = seen(request, file)
    return ask(
        request, forms.SureForm(posted(request)), lambda: acts.restore_file(found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("The file is back."), undo=False,
    )  # fmt: skip
