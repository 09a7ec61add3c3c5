"""Drafts of the rulebook are begun and changed, sentence by sentence."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.editing import READ_AS, read_in
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.base.versions import Changed, Version
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.core.rulebook import kinds
from comity.core.rulebook.types import Band, Kind, Rulebook
from comity.governing import acts
from comity.governing.models import RulebookVersion, VersionState
from comity.governing.permissions import drafting
from comity.governing.rulebook.asking import adopted
from comity.governing.rulebook.charter import changes, names_of_bodies
from comity.governing.rulebook.facts import preset
from comity.governing.rulebook.filling import SentenceForm
from comity.governing.rulebook.forms import FIELDS, BandForm, NewKindForm, WhyForm, kind_from
from comity.governing.rulebook.part_forms import MOST_OWN, PARTS, OwnRuleForm, field_at
from comity.governing.rulebook.permissions import changing_rules, must_be
from comity.governing.rulebook.phrases import PRESETS
from comity.governing.rulebook.words import KINDS, kind_in_words
from comity.governing.views.rulebook import found_version

#: what a draft says, for who reads it and saves it later
WRITTEN = ("plain", "why")
#: how many bands a kind can have
MOST_BANDS = 8
TITLES = {
    "ground": lambda: _("How we treat each other"),
    "conflict": lambda: _("What we do in a conflict"),
    "membership": lambda: _("Who belongs to us"),
    "rules": lambda: _("These rules"),
}


def new(request: CoalitionRequest) -> HttpResponse:
    """Begin a draft: from the rules in force, or from those that a kind of coalition usually agrees."""
    require(drafting(request.standing, request.capacity))
    running = adopted(request.coalition.pk, now())
    if request.method == "POST":
        name = request.POST.get("preset", "")
        if name not in PRESETS and not (name == "running" and running):
            raise Http404
        rules = running.rules if name == "running" and running else preset(name)
        made = acts.draft_rulebook(
            rules, preset="" if name == "running" else name, by=request.capacity, at=now()
        )
        toast(request, _("The draft is begun. Change its sentences until they fit."))
        return redirect(made)
    context = {"presets": PRESETS.items(), "running": running, "type": request.coalition.type}
    return render(request, "governing/rulebook/new.html", context)


def draft(request: CoalitionRequest, number: int) -> RulebookVersion:
    """A draft that the reader may change."""
    version = found_version(request, number)
    require(
        changing_rules(request.standing, request.capacity, version) or must_be(version, VersionState.DRAFT)
    )
    return version


def kind(request: CoalitionRequest, number: int, key: str) -> HttpResponse:
    """One kind of matter: its bands, each in sentences."""
    version = draft(request, number)
    place, found = _kind(version, key)
    bound = _bands(request, version, found)
    adding = "add" in request.POST
    if request.method == "POST" and not adding and all(form.is_valid() for form in bound):
        rules = _with(version.rules, place, kind_from(_kept(bound), found))
        if _saved(request, version, rules, lambda at: _at_band(at, place, bound)):
            return redirect(f"{version.get_absolute_url()}#c-1-{place + 1}")
    context = {
        "version": version, "forms": bound, "heading": kind_in_words(key, found), "kind": found, "adding": adding,
        "needed": key in kinds.NEEDED, "read_as": _read_as(request, version, bound), "most": len(bound) >= MOST_BANDS,
    }  # fmt: skip
    return render(request, "governing/rulebook/kind.html", context, status=_status(bound, adding=adding))


def part(request: CoalitionRequest, number: int, part: str) -> HttpResponse:
    """Another part of the charter, in sentences."""
    version = draft(request, number)
    if part not in PARTS:
        raise Http404
    form = PARTS[part](posted(request), rules=version.rules, names=names_of_bodies())
    saved = request.method == "POST" and form.is_valid()
    if saved and _saved(request, version, form.put(), lambda at: (form, field_at(at, form))):
        return redirect(version)
    context = {
        "version": version, "forms": [form], "heading": TITLES[part](), "read_as": _read_as(request, version, [form]),
        "part": part,
    }  # fmt: skip
    return render(request, "governing/rulebook/part.html", context, status=_status([form], adding=False))


def own_rules(request: CoalitionRequest, number: int) -> HttpResponse:
    """The coalition's own ground rules, in its own words."""
    version = draft(request, number)
    bound = _own_forms(request, version)
    if request.method == "POST" and "add" not in request.POST and all(form.is_valid() for form in bound):
        own = tuple(rule for form in bound if (rule := form.rule()))
        rules = replace(version.rules, ground=replace(version.rules.ground, own=own))
        if _saved(request, version, rules, lambda _at: (bound[0], None)):
            return redirect(version)
    context = {"version": version, "forms": bound, "read_as": _read_as(request, version, bound)}
    status = _status(bound, adding="add" in request.POST)
    return render(request, "governing/rulebook/own_rules.html", context, status=status)


def why(request: CoalitionRequest, number: int) -> HttpResponse:
    """What a version changes, and why, in its authors' words."""
    version = draft(request, number)
    return ask(
        request, WhyForm(posted(request), initial={"why": version.why}),
        lambda **given: acts.edit_rulebook(version, by=request.capacity, at=now(), **given),
        then=version.get_absolute_url(), said=_("It is kept."), of=version, heading=_("What changes, and why?"),
        button=_("Keep it"), back=version.get_absolute_url(),
    )  # fmt: skip


def add_kind(request: CoalitionRequest, number: int) -> HttpResponse:
    """Add a kind of matter; it begins as the rules themselves are decided."""
    version = draft(request, number)
    there = {one.key for one in version.rules.kinds}
    missing = {key: str(words) for key, words in KINDS.items() if key not in there}

    def run(kind: str, name: str, money: bool) -> Any:
        made = _new_kind(version.rules, kind, name, money)
        rules = replace(version.rules, kinds=(*version.rules.kinds, made))
        return acts.edit_rulebook(version, rules=rules, by=request.capacity, at=now())

    return ask(
        request, NewKindForm(posted(request), missing=missing), run, then=version.get_absolute_url(),
        said=_("It is added. Now say who decides it, and how."), heading=_("Add a kind of matter"),
        button=_("Add it"), back=version.get_absolute_url(),
    )  # fmt: skip


def take_out(request: CoalitionRequest, number: int, key: str) -> HttpResponse:
    """Take a kind of matter out of a draft."""
    version = draft(request, number)
    place, found = _kind(version, key)

    def run(**_given: Any) -> Any:
        left = tuple(one for n, one in enumerate(version.rules.kinds) if n != place)
        return acts.edit_rulebook(
            version, rules=replace(version.rules, kinds=left), by=request.capacity, at=now()
        )

    return ask(
        request, SureForm(posted(request)), run, then=version.get_absolute_url(), danger=True, undo=False,
        heading=_("Take “{kind}” out?").format(kind=kind_in_words(key, found)), button=_("Take it out"),
        lede=_("Without a rule for it, nothing binding can be decided on it."), back=version.get_absolute_url(),
    )  # fmt: skip


# ── what the pages share ──


def _kind(version: RulebookVersion, key: str) -> tuple[int, Kind]:
    for place, one in enumerate(version.rules.kinds):
        if one.key == key:
            return place, one
    raise Http404


def _with(rules: Rulebook, place: int, found: Kind) -> Rulebook:
    return replace(rules, kinds=tuple(found if n == place else one for n, one in enumerate(rules.kinds)))


def _bands(request: CoalitionRequest, version: RulebookVersion, found: Kind) -> list[BandForm]:
    """A form for each band, and one more when one is added; an added one begins like the last."""
    names, currency = names_of_bodies(), version.rules.currency
    bands, data = list(found.bands), None
    if request.method == "POST":
        sent = request.POST.get("bands", "")
        wanted = min(int(sent) if sent.isdecimal() and len(sent) < 3 else 1, MOST_BANDS) or 1
        data = request.POST
        bands = (bands + [replace(bands[-1], upto=None)] * MOST_BANDS)[:wanted]
    made = [
        BandForm(data, prefix=f"band-{n}", band=one, kind=found, names=names, currency=currency)
        for n, one in enumerate(bands)
    ]
    if "add" in request.POST and found.money and len(made) < MOST_BANDS:
        last = Band(bands[-1].way)
        made.append(
            BandForm(None, prefix=f"band-{len(made)}", band=last, kind=found, names=names, currency=currency)
        )
    return made


def _kept(bound: list[BandForm]) -> list[BandForm]:
    """The bands that are not ticked to be taken out; one at least stays."""
    kept = [form for form in bound if f"{form.prefix}-out" not in form.data]
    return kept or bound[:1]


def _at_band(place: str, at: int, bound: list[BandForm]) -> tuple[SentenceForm, str | None]:
    """Which form and field mend a contradiction at that place."""
    start = f"kinds.{at}.bands."
    number, _dot, field = place.removeprefix(start).partition(".")
    kept = _kept(bound)
    if not place.startswith(start) or not number.isdecimal() or int(number) >= len(kept):
        return bound[0], None
    return kept[int(number)], FIELDS.get(field)


def _own_forms(request: CoalitionRequest, version: RulebookVersion) -> list[OwnRuleForm]:
    """A form for each rule, and one empty one."""
    names, own = names_of_bodies(), version.rules.ground.own
    if request.method == "POST":
        sent = request.POST.get("rules", "")
        count = max(1, min(int(sent) if sent.isdecimal() and len(sent) < 3 else 1, MOST_OWN))
        bound = [OwnRuleForm(request.POST, prefix=f"rule-{n}", names=names) for n in range(count)]
        extra = (
            [OwnRuleForm(prefix=f"rule-{count}", names=names)]
            if "add" in request.POST and count < MOST_OWN
            else []
        )
        if "rules" not in request.POST:  # else an empty request would take all of them out
            bound[0].add_error(None, _("Load the page anew: not all of it was sent."))
        return bound + extra
    first = [
        {"text": one.text, "owner": str(one.owner or ""), "review_months": one.review_months} for one in own
    ]
    return [OwnRuleForm(prefix=f"rule-{n}", names=names, initial=one) for n, one in enumerate([*first, {}])]


Mending = Callable[[str], tuple[Any, str | None]]


def _saved(request: CoalitionRequest, version: RulebookVersion, rules: Rulebook, mending: Mending) -> bool:
    """Keep the rules; or put what is wrong beside the field that mends it."""
    try:
        acts.edit_rulebook(version, rules=rules, by=request.capacity, at=now(), read=read_in(request))
    except ValidationError as fault:
        for place, texts in fault.message_dict.items():
            form, field = mending(place)
            form.add_error(field, texts)
        return False
    except Changed as changed:
        form, _field = mending("")
        form.add_error(None, changed.reason.why)
        theirs: Any = changed.thing
        form.stale = str(Version.of(theirs, WRITTEN))
        form.both = changes(theirs.rules, rules, names_of_bodies())
        return False
    toast(request, _("The draft is kept."))
    return True


def _read_as(request: CoalitionRequest, version: RulebookVersion, bound: list[Any]) -> str:
    """The version that the page was opened at; once both texts stood side by side, the newer one."""
    stale = next((form.stale for form in bound if getattr(form, "stale", "")), "")
    return stale or request.POST.get(READ_AS, "") or str(Version.of(version, WRITTEN))


def _status(bound: list[Any], *, adding: bool) -> int:
    if any(getattr(form, "stale", False) for form in bound):
        return 409
    return 422 if not adding and any(form.errors for form in bound) else 200


def _new_kind(rules: Rulebook, key: str, name: str, money: bool) -> Kind:
    way = next(one for one in rules.kinds if one.key == kinds.RULES).bands[0].way
    if key != "own":
        return Kind(key, (Band(way),), money=key in kinds.MONEY)
    numbers = {one.key for one in rules.kinds}
    free = next(f"{kinds.OWN}{n}" for n in range(1, 200) if f"{kinds.OWN}{n}" not in numbers)
    return Kind(free, (Band(way),), money=money, name=name)
