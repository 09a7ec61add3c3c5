"""Forms that change what stands there already: they carry the version they were opened at.

    carry(form, row)                                    # a hidden field, drawn with the form
    done = save(request, form, lambda **answers: edit_body(row, by=…, at=…, **answers))

When somebody saved in between, the form comes back with both texts side by side, keeping what was typed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from comity.base.questions import Walk, in_words
from comity.base.text import tidy
from comity.base.versions import Changed, Version, kept, mark

T = TypeVar("T")
#: the hidden field
READ_AS = "read_as"


@dataclass(frozen=True)
class Differing:
    """One field that two people changed: its label, what it says now, and what the reader typed."""

    label: str
    theirs: object
    mine: object


@dataclass(frozen=True)
class Conflict:
    """What came between: fields that both changed, and labels of those only the other did, whose words were taken."""

    differing: list[Differing] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


def carry(form: Any, thing: models.Model | Mapping[str, object], names: Iterable[str] = ()) -> None:
    """Let the form say which version of the thing it shows: of these fields, else of its own that the thing has."""
    form.read_as = Version.of(thing, names or [name for name in form.fields if hasattr(thing, name)])


def read_in(request: HttpRequest) -> Version | None:
    """The version that a posted form was opened at."""
    return Version.from_text(request.POST.get(READ_AS, ""))


def save(request: HttpRequest, form: Any, run: Callable[..., T]) -> T | None:
    """Run the act with the form's answers and `read=`; None when somebody saved in between: the form then says so."""
    read = read_in(request)
    try:
        return run(**form.cleaned_data, read=read)
    except Changed as changed:
        assert read is not None
        _show_both(form, read, changed)
        return None


def status_of(form: Any) -> int:
    """The status of a page with this form."""
    if getattr(form, "conflict", None):
        return 409
    return 422 if form.errors else 200


def walk_conflict(
    walk: Walk, changed: Changed, *, mine: Mapping[str, object], typed: Mapping[str, Mapping[str, object]],
    made_of: Mapping[str, str],
) -> tuple[Walk, Conflict]:  # fmt: skip
    """The same for a walk at its end: the walk with theirs where the reader left it alone, and what both changed.

    mine: the answers as the act takes them; typed: the thing as it is now, by question and field; made_of: fields of
    forms that go by another name in the act.
    """
    read = Version.from_text(walk.read_as)
    assert read is not None
    both, left = compared(read, changed, mine)
    data, differing, taken = walk.data.copy(), [], []
    for key, values in typed.items():
        for name, theirs in values.items():
            bound = walk.bound[key][name]
            if made_of.get(name, name) in left:
                data.setlist(bound.html_name, as_posted(bound.field, theirs))
                taken.append(str(bound.label))
            elif made_of.get(name, name) in both:
                ours = walk.bound[key].cleaned_data[name]
                differing.append(Differing(str(bound.label), in_words(bound, theirs), in_words(bound, ours)))
    data[READ_AS] = str(Version.of(changed.thing, read.marks))
    walk.request.POST = data  # type: ignore[assignment]  # a mutable copy is one, too
    return Walk(walk.request, walk.questions, walk.initial), Conflict(differing, taken)


def compared(read: Version, changed: Changed, mine: Mapping[str, object]) -> tuple[list[str], list[str]]:
    """Of the fields changed in between: those that both changed differently, and those that the reader left alone."""
    ours = {name: mark(tidied(mine[name])) for name in changed.fields if name in mine}
    left = [name for name, digits in ours.items() if digits == read.marks[name]]
    now = {name: mark(kept(changed.thing, name)) for name in ours}
    both = [name for name, digits in ours.items() if name not in left and digits != now[name]]
    return both, left


def tidied(value: object) -> object:
    """As a row would keep it."""
    return tidy(value) if isinstance(value, str) else value


def _show_both(form: Any, read: Version, changed: Changed) -> None:
    """Put theirs into the fields the reader left alone; set the others side by side, with the reader's words kept."""
    both, left = compared(read, changed, form.cleaned_data)
    form.data = form.data.copy()
    for name in left:
        form.data.setlist(form.add_prefix(name), as_posted(form.fields[name], kept(changed.thing, name)))
    form.conflict = Conflict(
        [_differing(form[name], changed.thing, form.cleaned_data[name]) for name in both],
        [str(form[name].label) for name in left],
    )
    form.read_as = Version.of(changed.thing, read.marks)


def _differing(bound: forms.BoundField, thing: models.Model | Mapping[str, object], mine: Any) -> Differing:
    if isinstance(bound.field, forms.FileField):
        return Differing(str(bound.label), _("Another file"), mine.name if mine else _("No file"))
    return Differing(str(bound.label), in_words(bound, kept(thing, bound.name)), in_words(bound, mine))


def as_posted(one: forms.Field, value: object) -> list[str]:
    """What a browser would send for a field that holds this value."""
    if isinstance(one.widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = one.widget.format_value(one.prepare_value(value))
    return [str(part) for part in (shown if isinstance(shown, list) else [shown or ""])]
