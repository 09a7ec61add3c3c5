"""The mission as everybody sees it: read it, stand behind it without an account, confirm by a mailed link, withdraw."""

from datetime import date, timedelta
from typing import Any

from csp.decorators import csp_replace
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.clock import now
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.founding.mission.acts import confirm_endorsement, draft_endorsement, withdraw_endorsement
from comity.founding.mission.forms import PublicEndorsementForm
from comity.founding.mission.queries import counts_of, named, running
from comity.founding.mission.telling import key_behind
from comity.founding.models import Drive, Endorsement, EndorsementDraft
from comity.founding.writing.queries import adopted_words
from comity.people.network import client_address, network_of
from comity.people.throttle import Limit, TooOften, refund, spend
from comity.public.queries import open_coalitions

#: within a quarter of an hour: sign-ups from one machine and from one range of addresses that nobody has confirmed
#: yet; all sign-ups from one range; confirming mails to one address. A hall full of people who confirm passes
FROM_MACHINE, FROM_RANGE = Limit("endorsements of one machine", 30), Limit("endorsements of one range", 60)
FROM_RANGE_AT_ALL, TO_ADDRESS = Limit("all endorsements of one range", 300), Limit("endorsement mails", 3)
#: nobody reads a page and fills it in within this time; and none stays good for ever
TOO_QUICK, TOO_OLD = timedelta(seconds=3), timedelta(days=1)
_stamps = signing.Signer(salt="comity.public.endorsing", sep=".")


def mission(request: HttpRequest, slug: str) -> HttpResponse:
    """The mission, how many stand behind it, and the form while it is open."""
    one = get_object_or_404(open_coalitions(), slug=slug)
    with scope(coalition=one.pk):
        drive = _drive(one)
        form = PublicEndorsementForm(request.POST if request.method == "POST" else None, groups=drive.asked_groups)
        is_open, sent = drive.is_open(_today(one)), False
        if request.method == "POST" and is_open and form.is_valid():
            sent = _sent(request, drive, form)
        context = {
            "one": one, "drive": drive, "open": is_open, "form": form, "sent": sent, "counts": counts_of(drive),
            "mission": adopted_words(drive.text), "named": list(named(drive)), "began": _stamp(),
        }  # fmt: skip
    return render(request, "public/mission.html", context, status=422 if form.errors else 200)


def endorsement(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The page behind the mailed link. Opening it changes nothing; its button confirms, or takes it back later."""
    one, key = get_object_or_404(open_coalitions(), slug=slug), key_behind(token)
    if key is None:
        raise Http404
    with scope(coalition=one.pk):
        drafts = EndorsementDraft.objects.select_related("drive__coalition")
        draft = drafts.filter(pk=key, expires_at__gt=now()).first()
        row = Endorsement.objects.filter(pk=key, withdrawn_at=None).select_related("drive").first()
        context: dict[str, Any] = {"one": one, "draft": draft, "row": row, "done": "", "why": ""}
        if request.method == "POST" and (draft or row):
            context |= _carried_out(request, one, draft, row)
        return render(request, "public/endorsement.html", context, status=409 if context["why"] else 200)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its stubs know views without arguments alone
@cache_control(public=True, max_age=300)
def counter(request: HttpRequest, slug: str) -> HttpResponse:
    """A small page for frames on other sites: how many, of how many. It sets no cookie and counts no visitor."""
    one, counts = _counted(slug)
    return _for_other_sites("public/counter.html", {"one": one, "counts": counts}, "text/html")


@require_safe
@cache_control(public=True, max_age=300)
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a picture, where a frame is not possible."""
    one, counts = _counted(slug)
    context = {"one": one, "counts": counts, "bar": counts.percent * 296 // 100}
    return _for_other_sites("public/counter.svg", context, "image/svg+xml")


def _sent(request: HttpRequest, drive: Drive, form: Any) -> bool:
    """Keep it and write the confirming mail; a program that fills in the trap is told the same and nothing is kept."""
    said, at = dict(form.cleaned_data), now()
    began = said.pop("began")
    if said.pop("site"):
        return True
    if not _took_its_time(began):
        form.add_error(None, _("That was very quick. Please look at it once more, then press the button again."))
        return False
    machine = client_address(request)
    try:
        spend(FROM_MACHINE, machine, at=at)
        spend(FROM_RANGE, network_of(machine), at=at)
        spend(FROM_RANGE_AT_ALL, network_of(machine), at=at)
        spend(TO_ADDRESS, said["email"].casefold(), at=at)
    except TooOften:
        form.add_error(None, _("Many signatures have come from here. Try again in a quarter of an hour."))
        return False
    draft_endorsement(drive, **said, at=at)
    return True


def _carried_out(request: HttpRequest, one: Coalition, draft: Any, row: Any) -> dict[str, Any]:
    """What the button did, and which words say so. A confirmed sign-up counts against its network no more."""
    try:
        if row is not None:
            withdraw_endorsement(row, by=the_rule(one.pk), at=now())
            return {"done": "withdrawn", "row": None}
        row = confirm_endorsement(draft, by=the_rule(one.pk), at=now())
    except Refused as refused:
        return {"why": str(refused.reason)}
    machine = client_address(request)
    refund(FROM_MACHINE, machine)
    refund(FROM_RANGE, network_of(machine))
    return {"done": "confirmed", "row": row, "draft": None}


def _drive(one: Coalition) -> Drive:
    """The drive of a coalition's mission; 404 while nobody was asked."""
    found = running(_today(one))
    if found is None:
        raise Http404
    return found


def _counted(slug: str) -> tuple[Coalition, Any]:
    one = get_object_or_404(open_coalitions(), slug=slug)
    with scope(coalition=one.pk):
        return one, counts_of(_drive(one))


def _for_other_sites(template: str, context: dict[str, Any], kind: str) -> HttpResponse:
    """An answer that knows nothing of who asks: no session is read."""
    response = HttpResponse(render_to_string(template, context), content_type=f"{kind}; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _stamp() -> str:
    """When the form was shown, signed, so that no program makes it up."""
    return _stamps.sign(str(int(now().timestamp())))


def _took_its_time(stamp: str) -> bool:
    try:
        began = int(_stamps.unsign(stamp))
    except (signing.BadSignature, ValueError):
        return False
    passed = now().timestamp() - began
    return TOO_QUICK.total_seconds() <= passed <= TOO_OLD.total_seconds()


def _today(one: Coalition) -> date:
    return now().astimezone(one.tz).date()
