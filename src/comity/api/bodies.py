"""Bodies that are sent have the shape of the pages' forms: the same fields, the same bounds, the same messages.

`body("CastVote", AnswerForm)` describes a JSON object for the documentation; `cleaned(AnswerForm, given)` reads it by
the form itself. Types are checked before, lengths and choices by the form.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from pydantic import Field as Described
from pydantic import create_model

from comity.api.problems import raise_form
from comity.api.values import Day, Given, Id, Moment, Whole, Yes
from comity.base.editing import as_posted

FormClass = type[forms.BaseForm]


def body(
    name: str, *classes: FormClass, without: Collection[str] = (), optional: Collection[str] | None = (), **more: Any
) -> type[Given]:  # fmt: skip
    """A description of a JSON object with the fields of these forms.

    What the page fills in beforehand may be left out. optional: further fields that may; None: all of them. more:
    fields of its own, or in another shape: name=(type, Described(…)).
    """
    fields: dict[str, Any] = {}
    needed: list[str] = []
    for key, field in _fields(classes):
        if key in without or key in more:
            continue
        may_lack = optional is None or key in optional or not field.required or field.initial is not None
        fields[key] = _described(field, may_lack=may_lack)
        needed += [] if may_lack else [key]
    asked = {key for key, _field in _fields(classes)}
    for key, (kind, info) in more.items():
        needed += [key] if info.is_required() else []
        fields[key] = (kind, _left_to_the_form(info) if key in asked else info)

    model = create_model(name, __base__=Given, **fields)
    model.model_config = {**Given.model_config, "json_schema_extra": _tidy(needed)}
    model.model_rebuild(force=True)
    return model


def chosen(values: Iterable[str], says: Any, default: Any = ...) -> tuple[Any, Any]:
    """A field for one of these values, for `body`."""
    extra: dict[str, Any] = {"enum": [str(value) for value in values]}
    return str, Described(default, description=str(says), json_schema_extra=extra)


def several(values: Iterable[str], says: Any, example: list[str]) -> tuple[Any, Any]:
    """A field for some of these values, for `body`."""
    extra: dict[str, Any] = {"items": {"type": "string", "enum": [str(value) for value in values]}}
    return list[str], Described(description=str(says), json_schema_extra=extra, examples=[example])


def cleaned(form: FormClass, given: Given, **options: Any) -> dict[str, Any]:
    """What the form makes of a body. Raises the problem that names each field to be mended."""
    return read_by(form, _said(given), **options)


def changed(form: FormClass, given: Given, now: Mapping[str, Any], **options: Any) -> dict[str, Any]:
    """The same for a change: the fields that were sent, checked beside those that stand; only the sent are answered."""
    said = _said(given)
    answers = read_by(form, {**now, **said}, **options)
    return {name: answers[name] for name in said if name in answers}


def read_by(form: FormClass, values: Mapping[str, Any], **options: Any) -> dict[str, Any]:
    """Fill a form with these values and read it. Moments keep their seconds."""
    answers: dict[str, Any] = filled(lambda data: form(data, **options), values).cleaned_data
    exact = {name: value for name, value in values.items() if isinstance(value, datetime) and name in answers}
    return answers | exact


def filled(make: Callable[[QueryDict | None], Any], values: Mapping[str, Any]) -> Any:
    """The form that `make` gives for what a browser would send; what is not said stands as the page proposes it."""
    data = QueryDict(mutable=True)
    for name, field in make(None).fields.items():
        value = values.get(name, field.initial)
        if value is not None:
            data.setlist(name, as_posted(field, value))
    bound = make(data)
    raise_form(bound)
    return bound


def _said(given: Given) -> dict[str, Any]:
    return given.model_dump(exclude_unset=True)


# ── from a form's field to a description ──


def _fields(classes: Iterable[FormClass]) -> Iterable[tuple[str, forms.Field]]:
    for one in classes:
        yield from one.base_fields.items()  # type: ignore[attr-defined]  # every form class has them


def _left_to_the_form(info: Any) -> Any:
    """Where such a field is missing, the form says so, beside all other faults."""
    if not info.is_required():
        return info
    told = {"description": info.description, "json_schema_extra": info.json_schema_extra, "examples": info.examples}
    return Described(default=None, **told)


def _described(field: forms.Field, *, may_lack: bool) -> tuple[Any, Any]:
    """A field's type and words. Days, numbers and ids may be sent as null, to empty them."""
    kind, extra = _kind(field)
    words = " ".join(_sentence(str(text)) for text in (field.label or "", field.help_text) if text)
    info = Described(default=None, description=words or None, json_schema_extra=extra or None)
    emptied = may_lack and kind in (Day, Moment, Id, Whole)
    return (kind | None if emptied else kind), info


def _sentence(text: str) -> str:
    return text if text.endswith(("?", ".", "”", "/")) else f"{text}."


def _kind(field: forms.Field) -> tuple[Any, dict[str, Any]]:
    match field:
        case forms.BooleanField():
            return Yes, {}
        case forms.MultipleChoiceField():
            return list[str], {"items": {"type": "string", "enum": _choices(field)}, "uniqueItems": True}
        case forms.ModelChoiceField():
            return Id, {}
        case forms.ChoiceField():
            chosen = _choices(field)
            return str, {"enum": chosen} if chosen else {}
        case forms.DateTimeField():
            return Moment, {}
        case forms.DateField():
            return Day, {}
        case forms.IntegerField():
            return Whole, {"minimum": field.min_value or 0}
        case forms.EmailField():
            return str, {"format": "email", "maxLength": field.max_length}
        case forms.CharField():
            return str, {"maxLength": field.max_length} if field.max_length else {}
    return str, {}


def _choices(field: Any) -> list[str]:
    """The values one can choose from; nothing where they are many or depend on the coalition."""
    found = [str(value) for value, _words in field.choices]
    return found if len(found) <= 20 else []


def _tidy(needed: list[str]) -> Any:
    """Needed fields are described as needed, though it is the form that says so when one is missing."""

    def tidy(schema: dict[str, Any]) -> None:
        for one in schema.get("properties", {}).values():
            one.pop("default", None)
            one.pop("title", None)
        if needed:
            schema["required"] = needed

    return tidy
