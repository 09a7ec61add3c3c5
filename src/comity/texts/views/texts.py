"""The pages of texts: list, page, writing, versions, comparing, freezing, taking away."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.held import held_by, may_keep, title_of, url_of
from comity.coalitions.requests import CoalitionRequest
from comity.texts import acts, forms, lists, queries
from comity.texts.comparing import beside
from comity.texts.models import Version
from comity.texts.permissions import may_keep_text, may_write
from comity.texts.sealing import seal_of
from comity.texts.views.page import Sheet
from comity.texts.views.reading import seen


def texts(request: CoalitionRequest) -> HttpResponseBase:
    """All texts of the coalition that one may know of."""
    listing = lists.texts(request)
    return listing.export() or render(request, "texts/texts.html", {"page": listing.page()})


def text(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """How a text reads, what is suggested and said, and how it came about."""
    found, thing = seen(request, text)
    sheet = Sheet(request, found, thing, now())
    return render(request, "texts/text.html", {"sheet": sheet, "text": found, "form": forms.CommentForm()})


def new(request: CoalitionRequest, label: str, thing: UUID) -> HttpResponse:
    """Begin a text at a thing."""
    holder = held_by(request.standing, label, thing)
    require(may_keep(request.capacity, holder, at=now()))
    return ask(
        request, forms.TextForm(posted(request)),
        lambda **answers: acts.open_text(holder, by=request.capacity, at=now(), **answers),
        then=lambda one: one.get_absolute_url(), said=_("The text is there."), template="texts/writing.html",
        heading=_("Begin a text for {name}").format(name=title_of(holder)), button=_("Begin the text"),
        back=url_of(holder), lede=_("Everyone who may see {name} can read it.").format(name=title_of(holder)),
    )  # fmt: skip


def write(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """Write a new version; an edit that came between is shown beside ours."""
    found, _thing = seen(request, text)
    require(may_write(request.capacity, found, at=now()))
    start = {"title": found.title, "words": found.words}
    return ask(
        request, forms.WriteForm(posted(request), initial=start),
        lambda **answers: acts.write_version(found, by=request.capacity, at=now(), **answers), of=found,
        then=found.get_absolute_url(), said=_("The new version stands."), template="texts/writing.html",
        heading=_("A new version of {name}").format(name=found.title), button=_("Save version {n}").format(
            n=found.number + 1), back=found.get_absolute_url(), lede=_("The versions before stay readable."),
    )  # fmt: skip


def version(request: CoalitionRequest, text: UUID, number: int) -> HttpResponse:
    """One version as it read."""
    found, thing = seen(request, text)
    one = _version(queries.version_at(found, number))
    context = {"text": found, "version": one, "seal": seal_of(one), "sheet": Sheet(request, found, thing, now())}
    return render(request, "texts/version.html", context)


def compare(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """Any two versions side by side; without a choice the newest beside the one before it."""
    found, thing = seen(request, text)
    new_one = _version(queries.version_at(found, _number(request, "new", found.number)))
    old_one = _version(queries.version_at(found, _number(request, "old", max(1, new_one.number - 1))))
    name = _("Version {n}")
    sides = (name.format(n=old_one.number), name.format(n=new_one.number))
    context = {
        "text": found, "old": old_one, "new": new_one, "sheet": Sheet(request, found, thing, now()),
        "comparison": beside(old_one.words, new_one.words, *sides),
    }  # fmt: skip
    return render(request, "texts/compare.html", context)


@require_safe
def markdown(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """The newest version as a file."""
    found, _thing = seen(request, text)
    answer = HttpResponse(f"# {found.title}\n\n{found.words}\n", content_type="text/markdown; charset=utf-8")
    name = slugify(found.title)[:60] or "text"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{found.number}.md"'
    return answer


def freeze(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """Let a text stand still."""
    found, _thing = seen(request, text)
    require(may_write(request.capacity, found, at=now()))
    return ask(
        request, forms.FreezeForm(posted(request)),
        lambda **answers: acts.freeze_text(found, by=request.capacity, at=now(), **answers), of=found,
        names=("title", "words"),
        then=found.get_absolute_url(), said=_("The text stands still."), back=found.get_absolute_url(),
        heading=_("Let {name} stand still?").format(name=found.title), button=_("Freeze version {n}").format(
            n=found.number),
        lede=_("Nobody can change it until you thaw it. Comments stay possible."),
    )  # fmt: skip


@require_POST
def thaw(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """Let a text be changed again."""
    found, _thing = seen(request, text)
    return ask(
        request, forms.SureForm(posted(request)), lambda: acts.thaw_text(found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("The text can be changed again."),
    )  # fmt: skip


def take_away(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """Take a text off the pages, after saying what that means."""
    found, thing = seen(request, text)
    require(may_write(request.capacity, found, at=now()))
    return ask(
        request, forms.SureForm(posted(request)), lambda: acts.withdraw_text(found, by=request.capacity, at=now()),
        then=url_of(thing), said=_("The text is taken away."), danger=True, back=found.get_absolute_url(),
        heading=_("Take {name} away?").format(name=found.title), button=_("Take it away"),
        lede=_("It no longer stands on the page of {name}. Its versions stay, and you can bring it back.").format(
            name=title_of(thing)),
    )  # fmt: skip


@require_POST
def bring_back(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """Bring a text back."""
    found, _thing = seen(request, text)
    require(may_keep_text(request.capacity, found, at=now()))
    return ask(
        request, forms.SureForm(posted(request)), lambda: acts.restore_text(found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("The text is back."),
    )  # fmt: skip


def _version(found: Version | None) -> Version:
    if found is None:
        raise Http404
    return found


def _number(request: CoalitionRequest, key: str, usual: int) -> int:
    given = request.GET.get(key, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 8 else usual
