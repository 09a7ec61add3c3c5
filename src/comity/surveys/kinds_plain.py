"""The kinds of question that every survey may have: words, a choice, several, a scale, a number, a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import DateField, LongField
from comity.base.text import fold, tidy
from comity.core.surveys.counts import counted, mean, middle
from comity.surveys.kinds import Asking, Kind, Told, Value, kinds, told

#: how many choices a question has, and how long one is
MOST, LONGEST = 40, 160
TEXT = 4000


def common(asked: Asking, **more: Any) -> dict[str, Any]:
    """Label, help and whether it must be answered."""
    one = asked.question
    return {"label": one.text, "help_text": one.help, "required": one.required, **more}


class WordsKind(Kind):
    """A few words, or several lines."""

    label = gettext_lazy("Words")
    about = gettext_lazy("They write as they like.")
    shape = gettext_lazy("a text")

    def setting_fields(self, round_: Any = None) -> dict[str, forms.Field]:
        return {"long": forms.BooleanField(label=_("Room for several lines"), required=False)}

    def settings(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        return {"long": bool(cleaned.get("long"))}

    def fields(self, asked: Asking) -> dict[str, forms.Field]:
        if asked.settings.get("long"):
            return {"": LongField(**common(asked, max_length=TEXT))}
        return {"": forms.CharField(**common(asked, max_length=200))}

    def faults(self, asked: Asking, value: Value) -> str:
        return "" if isinstance(value, str) and len(value) <= TEXT else _("Write a text.")

    def parse(self, asked: Asking, found: Mapping[str, str]) -> Value:
        text = tidy(found.get(asked.question.key, ""))
        if len(text) > TEXT:
            raise ValidationError(_("This text is too long."))
        return text or None

    def results(self, asked: Asking, values: Sequence[Value], *, least: int = 0, words: bool = True) -> Told:
        if len(values) < least:
            return Told(None, hidden=bool(values))
        return Told(len(values), lines=sorted(str(one) for one in values) if words else ())

    def on_paper(self, asked: Asking) -> dict[str, Any]:
        return {"lines": range(5 if asked.settings.get("long") else 2)}


class OptionsKind(Kind):
    """What is chosen among options, kept by their keys: o1, o2, …"""

    paper_template = "surveys/parts/paper_choices.html"
    many = False

    def setting_fields(self, round_: Any = None) -> dict[str, forms.Field]:
        help_text = _("One a line, at least two.")
        return {"options": LongField(label=_("What can be chosen?"), help_text=help_text, max_length=8000)}

    def settings(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        lines = [tidy(line) for line in cleaned.get("options", "").splitlines() if tidy(line)]
        if not 2 <= len(lines) <= MOST:
            raise ValidationError({"options": _("Write between two and forty, one a line.")})
        if len({fold(line) for line in lines}) < len(lines):
            raise ValidationError({"options": _("Two lines say the same. Change one of them.")})
        if any(len(line) > LONGEST for line in lines):
            raise ValidationError({"options": _("Keep each line below 160 letters.")})
        return {"options": [[f"o{place}", line] for place, line in enumerate(lines, start=1)]}

    def shown_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {"options": "\n".join(label for _key, label in settings.get("options", []))}

    def words(self, settings: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        return [(key, _("Answer {n}").format(n=n), label)
                for n, (key, label) in enumerate(settings.get("options", []), start=1)]  # fmt: skip

    def reworded(self, settings: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, Any]:
        return {**settings, "options": [[key, said.get(key, label)] for key, label in settings.get("options", [])]}

    def choices(self, asked: Asking) -> list[tuple[str, str]]:
        """Keys and labels, in order."""
        return [(key, label) for key, label in asked.settings.get("options", [])]

    def one(self, asked: Asking, said: str) -> str:
        """The key of an option that a file names by its label or key."""
        wanted = fold(tidy(said))
        for key, label in self.choices(asked):
            if wanted in (fold(label), key):
                return key
        raise ValidationError(_("“{said}” is not among the answers to this question.").format(said=said[:80]))

    def results(self, asked: Asking, values: Sequence[Value], *, least: int = 0, words: bool = True) -> Told:
        labels = dict(self.choices(asked))
        given = [value if isinstance(value, list) else [value] for value in values]
        return told(counted(list(labels), given, least=least, many=self.many), labels)

    def on_paper(self, asked: Asking) -> dict[str, Any]:
        return {"choices": [label for _key, label in self.choices(asked)], "many": self.many}


class ChoiceKind(OptionsKind):
    """One of several."""

    label = gettext_lazy("One of several")
    about = gettext_lazy("They choose one answer among those you write.")
    shape = gettext_lazy("the key of one option")

    def fields(self, asked: Asking) -> dict[str, forms.Field]:
        return {"": forms.ChoiceField(**common(asked, choices=self.choices(asked), widget=forms.RadioSelect))}

    def faults(self, asked: Asking, value: Value) -> str:
        return "" if value in dict(self.choices(asked)) else _("Choose one of the answers.")

    def say(self, asked: Asking, value: Value) -> str:
        return dict(self.choices(asked)).get(value, "")

    def parse(self, asked: Asking, found: Mapping[str, str]) -> Value:
        said = found.get(asked.question.key, "").strip()
        return self.one(asked, said) if said else None


class SeveralKind(OptionsKind):
    """As many as apply."""

    label = gettext_lazy("As many as apply")
    about = gettext_lazy("They choose as many as apply.")
    shape = gettext_lazy("a list of keys of options")
    many = True

    def fields(self, asked: Asking) -> dict[str, forms.Field]:
        made = common(asked, choices=self.choices(asked), widget=forms.CheckboxSelectMultiple)
        return {"": forms.MultipleChoiceField(**made)}

    def faults(self, asked: Asking, value: Value) -> str:
        known = dict(self.choices(asked))
        fits = isinstance(value, list) and value and all(one in known for one in value)
        return "" if fits else _("Choose among the answers.")

    def say(self, asked: Asking, value: Value) -> str:
        return "; ".join(label for key, label in self.choices(asked) if key in (value or []))

    def parse(self, asked: Asking, found: Mapping[str, str]) -> Value:
        said = [part.strip() for part in found.get(asked.question.key, "").split(";") if part.strip()]
        chosen = {self.one(asked, part) for part in said}
        return [key for key, _label in self.choices(asked) if key in chosen] or None


class ScaleKind(OptionsKind):
    """From 1 to 4: no middle to hide in. Kept as the number."""

    label = gettext_lazy("Scale from 1 to 4")
    about = gettext_lazy("How much, or how far they agree. There is no middle to hide in.")
    shape = gettext_lazy("a whole number from 1 to 4")

    def setting_fields(self, round_: Any = None) -> dict[str, forms.Field]:
        return {
            "low": forms.CharField(label=_("What does 1 mean?"), max_length=60, initial=_("not at all")),
            "high": forms.CharField(label=_("What does 4 mean?"), max_length=60, initial=_("fully")),
        }

    def settings(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        return {"low": cleaned["low"], "high": cleaned["high"]}

    def shown_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return dict(settings)

    def words(self, settings: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        ends = ((name, n, settings.get(name, "")) for name, n in (("low", 1), ("high", 4)))
        return [(name, _("What {n} means").format(n=n), words) for name, n, words in ends]

    def reworded(self, settings: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, Any]:
        return {**settings, **{name: said[name] for name in ("low", "high") if name in said}}

    def choices(self, asked: Asking) -> list[tuple[str, str]]:
        ends = {1: asked.settings.get("low", ""), 4: asked.settings.get("high", "")}
        return [(str(n), f"{n} · {ends[n]}" if ends.get(n) else str(n)) for n in range(1, 5)]

    def fields(self, asked: Asking) -> dict[str, forms.Field]:
        made = common(asked, choices=self.choices(asked), widget=forms.RadioSelect, coerce=int, empty_value=None)
        return {"": forms.TypedChoiceField(**made)}

    def faults(self, asked: Asking, value: Value) -> str:
        return "" if type(value) is int and 1 <= value <= 4 else _("Choose a number from 1 to 4.")

    def say(self, asked: Asking, value: Value) -> str:
        return "" if value is None else str(value)

    def row(self, asked: Asking, value: Value) -> list[object]:
        return ["" if value is None else value]

    def parse(self, asked: Asking, found: Mapping[str, str]) -> Value:
        said = found.get(asked.question.key, "").strip()
        if said and said not in ("1", "2", "3", "4"):
            raise ValidationError(_("“{said}” is no number from 1 to 4.").format(said=said[:80]))
        return int(said) if said else None

    def results(self, asked: Asking, values: Sequence[Value], *, least: int = 0, words: bool = True) -> Told:
        labels = dict(self.choices(asked))
        counts = counted(list(labels), [[str(value)] for value in values], least=least)
        average = mean(int(value) for value in values)
        return told(counts, labels, "" if average is None else _("Mean: {n}").format(n=_number(average)))


class NumberKind(Kind):
    """A number, perhaps with a unit. Kept as text, exactly as decimal."""

    label = gettext_lazy("A number")
    about = gettext_lazy("How many, how much.")
    shape = gettext_lazy("a decimal number as text")

    def setting_fields(self, round_: Any = None) -> dict[str, forms.Field]:
        help_text = _("“hours a week”")
        return {"unit": forms.CharField(label=_("Of what?"), help_text=help_text, max_length=40, required=False)}

    def settings(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        return {"unit": cleaned.get("unit", "")}

    def words(self, settings: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        return [("unit", _("Unit"), settings.get("unit", ""))]

    def reworded(self, settings: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, Any]:
        return {**settings, "unit": said.get("unit", settings.get("unit", ""))}

    def fields(self, asked: Asking) -> dict[str, forms.Field]:
        unit = asked.settings.get("unit")
        label = f"{asked.question.text} ({unit})" if unit else asked.question.text
        return {"": forms.DecimalField(**common(asked, label=label, max_digits=15, decimal_places=4))}

    def read(self, asked: Asking, cleaned: Mapping[str, Any]) -> Value:
        found = cleaned.get("")
        return None if found is None else _plain(found)

    def faults(self, asked: Asking, value: Value) -> str:
        return "" if isinstance(value, str) and _decimal(value) is not None else _("Write a number, as text.")

    def say(self, asked: Asking, value: Value) -> str:
        return " ".join(filter(None, [value or "", asked.settings.get("unit", "") if value else ""]))

    def row(self, asked: Asking, value: Value) -> list[object]:
        return ["" if value is None else Decimal(value)]

    def parse(self, asked: Asking, found: Mapping[str, str]) -> Value:
        said = found.get(asked.question.key, "").strip()
        number = _decimal(said.replace(",", ".")) if said else None
        if said and number is None:
            raise ValidationError(_("“{said}” is no number.").format(said=said[:80]))
        return None if number is None else _plain(number)

    def results(self, asked: Asking, values: Sequence[Value], *, least: int = 0, words: bool = True) -> Told:
        if len(values) < least:
            return Told(None, hidden=bool(values))
        found = middle(Fraction(Decimal(value)) for value in values)
        said = "" if found is None else _("Median: {n}").format(n=_number(found))
        return Told(len(values), words=said)

    def on_paper(self, asked: Asking) -> dict[str, Any]:
        return {"lines": range(1), "unit": asked.settings.get("unit", "")}


class DayKind(Kind):
    """A day. Kept as ISO text."""

    label = gettext_lazy("A day")
    about = gettext_lazy("When something was, or shall be.")
    shape = gettext_lazy("a day as 2026-11-30")

    def fields(self, asked: Asking) -> dict[str, forms.Field]:
        return {"": DateField(**common(asked))}

    def read(self, asked: Asking, cleaned: Mapping[str, Any]) -> Value:
        found = cleaned.get("")
        return found.isoformat() if found else None

    def faults(self, asked: Asking, value: Value) -> str:
        return "" if isinstance(value, str) and _day(value) else _("Write a day as 2026-11-30.")

    def say(self, asked: Asking, value: Value) -> str:
        return date_format(date.fromisoformat(value), "j F Y") if value else ""

    def row(self, asked: Asking, value: Value) -> list[object]:
        return [date.fromisoformat(value) if value else ""]

    def parse(self, asked: Asking, found: Mapping[str, str]) -> Value:
        said = found.get(asked.question.key, "").strip()
        day = _day(said) if said else None
        if said and day is None:
            raise ValidationError(_("“{said}” is no day. Write it as 2026-11-30.").format(said=said[:80]))
        return day.isoformat() if day else None

    def results(self, asked: Asking, values: Sequence[Value], *, least: int = 0, words: bool = True) -> Told:
        if len(values) < least or not values:
            return Told(None if values else 0, hidden=bool(values))
        first, last = (self.say(asked, end) for end in (min(values), max(values)))
        said = _("From {first} to {last}").format(first=first, last=last) if least <= 1 else ""
        return Told(len(values), words=said)

    def on_paper(self, asked: Asking) -> dict[str, Any]:
        return {"lines": range(1)}


def register() -> None:
    """Offer them."""
    for name, kind in (
        ("text", WordsKind()), ("choice", ChoiceKind()), ("several", SeveralKind()), ("scale", ScaleKind()),
        ("number", NumberKind()), ("day", DayKind()),
    ):  # fmt: skip
        kinds.register(name, kind)


def _number(value: Fraction) -> str:
    return number_format(round(float(value), 2), use_l10n=True)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**11 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
