"""The rulebook to be read: the charter with its matrix, versions side by side, who accepted, dues, what applies."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.text import slugify

from comity.base.clock import now
from comity.base.refusal import Reason
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.governing.models import RulebookVersion
from comity.governing.permissions import drafting
from comity.governing.rulebook import lists, lookup
from comity.governing.rulebook.asking import adopted
from comity.governing.rulebook.charter import (
    as_markdown,
    changes,
    charter,
    condensed,
    matrix,
    names_of_bodies,
)
from comity.governing.rulebook.permissions import accepting, changing_rules
from comity.governing.rulebook.phrases import PRESETS
from comity.governing.rulebook.queries import members_on, versions_visible_to, waits_for, word_of
from comity.governing.rulebook.sealing import rules_text


def found_version(request: CoalitionRequest, number: int) -> RulebookVersion:
    """The version of that number; 404 for those outside."""
    found: RulebookVersion = get_object_or_404(versions_visible_to(request.standing), number=number)
    return found


def rulebook(request: CoalitionRequest) -> HttpResponse:
    """The rulebook in force; before there is one, how to come by it."""
    version = versions_visible_to(request.standing).filter(state="adopted").first()
    if version is not None:
        return _charter(request, version)
    waiting = versions_visible_to(request.standing).filter(state__in=["draft", "proposed"])
    context = {
        "waiting": [(one, lists.state_of(one)) for one in waiting], "presets": PRESETS.items(),
        "barred": drafting(request.standing, request.capacity),
    }  # fmt: skip
    return render(request, "governing/rulebook/none.html", context)


def version(request: CoalitionRequest, number: int) -> HttpResponse:
    """One version, whatever its state."""
    return _charter(request, found_version(request, number))


def _charter(request: CoalitionRequest, version: RulebookVersion) -> HttpResponse:
    names, at, hat = names_of_bodies(), now(), request.capacity
    with translation.override(version.language):
        parts, rows = condensed(version.rules, names), matrix(version.rules, names)
    mine = word_of(version, hat.organisation) if hat.organisation else None
    context = {
        "version": version, "parts": parts, "rows": rows, "status": lists.state_of(version), "at": at,
        "members": members_on(version) if version.adopted_at else None, "mine": mine,
        "barred": accepting(request.standing, hat, version) if version.state == "adopted" else None,
        "drafting": drafting(request.standing, hat),
        "may_change": changing_rules(request.standing, hat, version) is None,
        "voting": waits_for(version, at), "lines": history(request, version.pk, limit=20),
    }  # fmt: skip
    return render(request, "governing/rulebook/version.html", context)


def changed(request: CoalitionRequest, number: int) -> HttpResponse:
    """What a version changes: old beside new, sentence by sentence. `?with=`: another version to compare with."""
    new = found_version(request, number)
    wanted = request.GET.get("with", "")
    old = found_version(request, int(wanted)) if wanted.isdecimal() and len(wanted) < 7 else new.based_on
    names = names_of_bodies()
    with translation.override(new.language):
        found = changes(old.rules, new.rules, names) if old else []
    others = versions_visible_to(request.standing).exclude(pk=new.pk)[:50]
    context = {"version": new, "old": old, "changes": found, "others": others}
    return render(request, "governing/rulebook/changes.html", context)


def versions(request: CoalitionRequest) -> HttpResponseBase:
    """All versions."""
    listing = lists.versions(request)
    context = {"barred": drafting(request.standing, request.capacity)}
    return listing.export() or render(
        request, "governing/rulebook/versions.html", context | {"page": listing.page()}
    )


def acceptances(request: CoalitionRequest) -> HttpResponseBase:
    """What members said to the versions."""
    listing = lists.acceptances(request)
    return listing.export() or render(
        request, "governing/rulebook/acceptances.html", {"page": listing.page()}
    )


def dues(request: CoalitionRequest) -> HttpResponseBase:
    """What each member owes a year under the rules in force."""
    version = adopted(request.coalition.pk, now())
    if version is None:
        return render(request, "governing/rulebook/dues.html", {"version": None})
    listing = lists.dues(request, version.rules)
    with translation.override(version.language):
        parts = charter(version.rules, names_of_bodies())
    rule = next(one for one in parts[3].clauses if one.key == "dues")
    context = {"version": version, "rule": rule, "page": listing.page()}
    return listing.export() or render(request, "governing/rulebook/dues.html", context)


def applies(request: CoalitionRequest) -> HttpResponse:
    """I want to decide …: which body, how, by when?"""
    version, context = adopted(request.coalition.pk, now()), {}
    if version is not None:
        context = _looked_up(request, version)
    status = 422 if context and context["form"].errors else 200
    return render(request, "governing/rulebook/applies.html", {"version": version, **context}, status=status)


def _looked_up(request: CoalitionRequest, version: RulebookVersion) -> dict[str, Any]:
    form = lookup.LookupForm(request.GET if "kind" in request.GET else None, rules=version.rules)
    if not form.is_valid():
        return {"form": form}
    found = lookup.answer(version, **form.cleaned_data, names=names_of_bodies(), at=now())
    return {"form": form, "refused": found} if isinstance(found, Reason) else {"form": form, "answer": found}


def as_json(request: CoalitionRequest, number: int) -> HttpResponse:
    """The sealed text itself: its sha256 is the version's seal."""
    version = found_version(request, number)
    return _file(rules_text(version), "application/json", f"rulebook-{version.number}.json")


def as_text(request: CoalitionRequest, number: int) -> HttpResponse:
    """The charter in the language of record, as a text to be taken along."""
    version = found_version(request, number)
    with translation.override(version.language):
        text = as_markdown(version.rules, names_of_bodies(), f"{request.coalition.name}: {version}")
    name = f"{slugify(request.coalition.name)}-rulebook-{version.number}.md"
    return _file(text, "text/markdown", name)


def _file(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
