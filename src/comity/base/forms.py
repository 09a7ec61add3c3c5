"""Forms as people meet them: label, hint, error beside the field, choices as cards; and one question a page.

Every Django form takes this look through the setting FORM_RENDERER; `{{ form }}` gives all its fields,
`{{ form.name.as_field_group }}` one. Forms here only shape input: what is allowed is decided by acts.
"""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from comity.base.text import refuse_control_characters, refuse_line_breaks

LINE, TEXT = 200, 10_000
#: so many choices with notes of so many letters fit beside each other
FEW, SHORT = 3, 32


#: words, perhaps translated only when they are shown
Said = str | Promise


class Option:
    """An answer among others: its label, a note beneath, and why it is barred now ("" if it may be chosen).

    Use as the label in choices: `choices=[("yes", Option(_("Yes"), _("We can name the person")))]`.
    """

    def __init__(self, label: Said, note: Said = "", barred: Said = "") -> None:
        self.label, self.note, self.barred = label, note, barred

    def __str__(self) -> str:
        return str(self.label)


class Card(BoundWidget):
    """One of several choices, with its note; a barred one is disabled and says why."""

    def __init__(self, parent: "Field", data: dict[str, Any], renderer: Any) -> None:
        super().__init__(parent.field.widget, data, renderer)
        option = data["label"]
        self.note = (option.barred or option.note) if isinstance(option, Option) else ""
        if getattr(option, "barred", ""):
            data["attrs"]["disabled"] = True


class Field(BoundField):
    """A field of a form with what its template needs to know."""

    @property
    def shape(self) -> str:
        """How it is drawn: "choices" (cards), "check" (one card) or "line"."""
        widget = self.field.widget
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return "choices"
        return "check" if isinstance(widget, forms.CheckboxInput) else "line"

    @property
    def optional(self) -> bool:
        """Whether it may stay empty: that is said; what is needed goes without saying.

        A form of many like fields, most of which stay empty, says so once: its `UNSAID` names them.
        """
        unsaid = self.name in getattr(self.form, "UNSAID", ())
        return not self.field.required and not self.field.disabled and not unsaid

    @property
    def across(self) -> bool:
        """A few choices with short notes, or none, stand side by side where there is room."""
        notes = [str(getattr(card, "note", "")) for card in self]
        most = FEW if any(notes) else FEW + 1
        return len(notes) <= most and all(len(note) <= SHORT for note in notes)

    @property
    def as_heading(self) -> bool:
        """Whether this question is the page's heading."""
        return getattr(self.form, "heading_field", None) == self.name

    @property
    def subwidgets(self) -> list[BoundWidget]:
        if self.shape != "choices":
            return list(super().subwidgets)
        attrs = self.build_widget_attrs({"id": self.auto_id} if self.auto_id else {})
        found = self.field.widget.subwidgets(self.html_name, self.value(), attrs=attrs)
        return [Card(self, data, self.form.renderer) for data in found]

    def __iter__(self) -> Iterator[BoundWidget]:
        return iter(self.subwidgets)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if self.shape == "line" and not self.is_hidden:
            attrs["class"] = " ".join(
                filter(None, ("in", self._width(), self.field.widget.attrs.get("class")))
            )
        return attrs

    def _width(self) -> str:
        """Short answers get short fields."""
        if isinstance(self.field, forms.DateTimeField):
            return "w16"
        if isinstance(self.field, (forms.DateField, forms.TimeField, forms.IntegerField)):
            return "w10"
        longest = getattr(self.field, "max_length", None)
        return "w10" if longest and longest <= 20 else ""


class ComityRenderer(TemplatesSetting):
    """Draws all forms from the templates in base/forms."""

    form_template_name = "base/forms/form.html"
    formset_template_name = "base/forms/formset.html"
    field_template_name = "base/forms/field.html"
    bound_field_class = Field


# ── forms that speak plainly ──


def speak_plainly(form: forms.BaseForm) -> None:
    """Give every field a bound on its length, and words that say what to do when it was left empty."""
    for name, field in form.fields.items():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = _asked(field) % {"label": field.label or pretty_name(name)}
        if isinstance(field, forms.CharField) and field.max_length is None and not field.disabled:
            _bound(field)


def _asked(field: forms.Field) -> str:
    """What to do about a field that was left empty."""
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return _("Choose an answer to “%(label)s”")
    return _("Fill in “%(label)s”")


def _bound(field: forms.CharField) -> None:
    field.max_length = TEXT if isinstance(field.widget, forms.Textarea) else LINE
    field.validators = [*field.validators, MaxLengthValidator(field.max_length)]
    field.widget.attrs.setdefault("maxlength", str(field.max_length))


def _about_reader(form: forms.BaseForm, tokens: dict[str, str]) -> None:
    for name, field in form.fields.items():
        if isinstance(field, forms.CharField):
            field.widget.attrs.setdefault("autocomplete", tokens.get(name, "off"))


class Form(forms.Form):
    """A form of our own. `autocomplete` says which fields ask for the reader's own data: {"email": "email"}.

    `heading_field` names a field of choices whose question is the page's h1. `read_as` and `conflict` are set by
    `comity.base.editing`, where the form changes what stands there already.
    """

    autocomplete: dict[str, str] = {}
    heading_field = ""
    read_as: Any = None
    conflict: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self)
        _about_reader(self, self.autocomplete)


class ModelForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no such brackets when it runs
    """The same for a form over a model's fields."""

    autocomplete: dict[str, str] = {}
    heading_field = ""
    read_as: Any = None
    conflict: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self)
        _about_reader(self, self.autocomplete)


# ── days and hours by the device's own means ──


class DateField(forms.DateField):
    """A day."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class TimeField(forms.TimeField):
    """An hour of the day."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class DateTimeField(forms.DateTimeField):
    """A moment, typed and shown in the active zone (the coalition's)."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class EmailField(forms.EmailField):
    """An address that mails can go to: Django's own takes invisible characters where there are quotes."""

    default_validators = [*forms.EmailField.default_validators, refuse_control_characters, refuse_line_breaks]


class LongField(forms.CharField):
    """Several lines of words, at most 10,000 characters or `max_length`."""

    widget = forms.Textarea(attrs={"rows": 4})


class _Few(ModelChoiceIterator):  # type: ignore[type-arg]
    """The rows to choose from, as often as they are gone through."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from (self.choice(row) for row in cast(FewField, self.field).rows)


class FewField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of a few rows: they are read once, for the choices, for what was chosen and for its words."""

    iterator = _Few

    @cached_property
    def rows(self) -> list[Any]:
        """All that can be chosen."""
        return list(self.queryset or ())

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        chosen = next((row for row in self.rows if str(row.pk) == str(getattr(value, "pk", value))), None)
        if chosen is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return chosen
