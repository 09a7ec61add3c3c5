"""Pages with a form that leads to one act: shown, run, or shown again with what to mend and all that was typed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from comity.audit.queries import history_of
from comity.base import registry
from comity.base.editing import carry, save, status_of
from comity.base.toasts import toast
from comity.coalitions.requests import CoalitionRequest


def ask(
    request: HttpRequest, form: forms.BaseForm, run: Callable[..., Any], *, then: str | Callable[[Any], str],
    said: str = "", template: str = "coalitions/form.html", undo: bool = True,
    of: models.Model | Mapping[str, Any] | None = None, names: Iterable[str] = (), **context: Any,
) -> HttpResponse:  # fmt: skip
    """The page of a form. `run(**answers)` is the act; `then` the address after it, `said` the news there.

    What the act refuses as invalid stands beside its field. `undo`: offer the way back where the act has one. `of`: the
    row that the form changes, or the values it shows by name; then the act is also given `read=`, and an edit that came
    between is shown beside ours.
    `names`: of which fields, where the form does not ask for them but rests on how they read.
    """
    if of is not None:
        carry(form, of, names)
    if request.method == "POST" and form.is_valid():
        try:
            thing = run(**form.cleaned_data) if of is None else save(request, form, run)
        except ValidationError as error:
            put_right(form, error)
        else:
            if of is None or thing is not None:
                return _onward(request, thing, then, said, undo)
    return render(request, template, {**context, "form": form}, status=status_of(form))


def _onward(
    request: HttpRequest, thing: Any, then: str | Callable[[Any], str], said: str, undo: bool
) -> HttpResponse:
    if said:
        toast(request, said, undo_url(request, thing) if undo else None)
    return redirect(then(thing) if callable(then) else then)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: on POST whatever was sent, even nothing."""
    return request.POST if request.method == "POST" else None


def put_right(form: forms.BaseForm, error: ValidationError) -> None:
    """Put what an act found wrong beside the fields it names; the rest stands above the form."""
    found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in found.items():
        form.add_error(
            name if name in form.fields else None, [text for one in errors for text in one.messages]
        )


def undo_url(request: Any, thing: Any) -> str | None:
    """Where the last act on a thing is taken back, if its kind can be and the reader did it."""
    last = history_of(thing.pk).first() if hasattr(thing, "pk") and request.coalition else None
    if last is None or last.act not in registry.undo or last.person != request.person.pk:
        return None
    return reverse("inside:undo", args=[request.coalition.slug, last.pk])


def inside(request: CoalitionRequest, name: str, *args: Any) -> str:
    """The address of a page of this coalition."""
    return reverse(f"coalitions:{name}", args=[request.coalition.slug, *args])
