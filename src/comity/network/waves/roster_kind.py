"""The roster as a kind of survey question: with whom do you work, how, how often, and how does it go?

Its value: id of the other organisation → {"name", "level", "contact", "kinds", "gave", "received", and each rating};
level None: left open. Whom a respondent doesn't mark has no entry: they said that there is nothing. How one rates the
others is kept and leaves no trace in words, tables or files: only means of five come back, in waves.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.coalitions.queries import members_of
from comity.core.network.answers import ITEMS, TRUST, VALUE, Answer, Together
from comity.core.network.reading import rung_of
from comity.core.roster.folding import comparable
from comity.network.forms.ties import MEANING
from comity.network.models import Contact, HowTogether, Report, Rung, TieKind
from comity.network.waves.prefilling import last_words
from comity.surveys.kinds import Asking, Cell, Kind, Told, Value

NONE, OPEN, TOUCH = "0", "open", "touch"
RATED = [("", gettext_lazy("Can’t say")), ("1", gettext_lazy("1: not at all")), ("2", "2"), ("3", "3"),
         ("4", gettext_lazy("4: very much"))]  # fmt: skip
SAID = ("level", "contact", "kinds", "gave", "received", *ITEMS)
PARTS = ("contact", "kinds", "flows", "trust", "value")


class RosterKind(Kind):
    """All members in a list; of each, how one works with it."""

    label = gettext_lazy("With whom do you work?")
    about = gettext_lazy("Each marks how it works with every other member. When the round closes, it becomes a wave.")
    shape = gettext_lazy("an object: id of the other organisation → what was said of it")
    template = "network/waves/survey/roster.html"
    paper_template = "network/waves/survey/paper.html"

    # ── while it is drafted ──

    def setting_fields(self, round_: Any = None) -> dict[str, forms.Field]:
        return {
            "together": forms.ChoiceField(
                label=_("If several people of one organisation answer"), choices=HowTogether.choices,
                initial=Together.HIGHEST.value, required=False,
            ),
            "parts": forms.MultipleChoiceField(
                label=_("What else is asked of each partner?"), required=False, initial=["contact", "kinds"],
                widget=forms.CheckboxSelectMultiple, choices=[
                    ("contact", _("How often they are in contact")), ("kinds", _("What they do together")),
                    ("flows", _("Who gives, and who gets")), ("trust", _("Trust: reliable, shares our aim, open")),
                    ("value", _("Value: moves others, takes part, brings means")),
                ],
            ),
        }  # fmt: skip

    def settings(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        together = cleaned.get("together") or Together.HIGHEST.value
        return {"together": together, "parts": [one for one in PARTS if one in (cleaned.get("parts") or [])]}

    # ── when it is answered ──

    def fields(self, asked: Asking) -> dict[str, forms.Field]:
        before = last_words(asked.organisation) if asked.organisation else {}
        found: dict[str, forms.Field] = {}
        for pk, name in partners(asked):
            for part, field in _fields_of(name, asked.settings, before.get(pk)).items():
                field.partner, field.part = name, part  # type: ignore[attr-defined]
                found[f"{pk}_{part}"] = field
        return found

    def read(self, asked: Asking, cleaned: Mapping[str, Any]) -> Value:
        value = {}
        for pk, name in partners(asked):
            one = _kept(name, {part: cleaned.get(f"{pk}_{part}") for part in SAID})
            if one is not None:
                value[pk] = one
        return value

    def initial(self, asked: Asking, value: Value) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for pk, _name in partners(asked):
            found |= {f"{pk}_{part}": shown for part, shown in _shown(value.get(pk)).items()}
        return found

    def faults(self, asked: Asking, value: Value) -> str:
        if not isinstance(value, dict):
            return _("Give an object with one entry for each organisation that is named.")
        known = {pk for pk, _name in partners(asked)}
        for pk, one in value.items():
            if pk not in known:
                return _("“{name}” is not on the list of this question.").format(name=str(pk)[:80])
            if not isinstance(one, dict) or one.get("level") not in (None, *Rung.values):
                return _("Each entry needs a level from 0 to 5, or none where it is left open.")
            if any(one.get(item) not in (None, 1, 2, 3, 4) for item in ITEMS):
                return _("Ratings go from 1 to 4.")
            if one.get("contact", "") not in ("", *Contact.values):
                return _("This frequency is not known.")
            if not set(one.get("kinds", [])) <= set(TieKind.values):
                return _("Something is named that is not on the list of what two do together.")
        return ""

    # ── where it is read ──

    def say(self, asked: Asking, value: Value) -> str:
        if value is None:
            return ""
        named = [f"{one['name']}: {level_words(one)}" for one in value.values()]
        return "; ".join(sorted(named)) or _("nobody")

    def cells(self, asked: Asking) -> list[Cell]:
        return [Cell(asked.question.key, str(asked.question.text))]

    def parse(self, asked: Asking, found: Mapping[str, str]) -> Value:
        cell = found.get(asked.question.key, "").strip()
        names = {comparable(name): (pk, name) for pk, name in partners(asked)}
        value: dict[str, Any] = {}
        for part in filter(None, (one.strip() for one in cell.split(";"))):
            name, _sign, words = part.rpartition(":")
            known, level = names.get(comparable(name or words)), rung_of(words) if name else 1
            if known is None:
                called = (name or words)[:80]
                raise ValidationError(_("“{name}” is not on the list of this question.").format(name=called))
            if level is None:
                raise ValidationError(_("“{words}” is no rung. Write 0 to 5.").format(words=words.strip()[:80]))
            if level:
                value[known[0]] = {"name": known[1], "level": level}
        return value if cell else None

    def results(self, asked: Asking, values: Sequence[Value], *, least: int = 0, words: bool = True) -> Told:
        n = len(values)
        if n < least:
            return Told(None, hidden=bool(values))
        ties = sum(one.get("level") is not None for value in values for one in value.values())
        said = ngettext("{n} named {ties} ties in all.", "{n} named {ties} ties in all.", n).format(n=n, ties=ties)
        return Told(n, words=said + " " + _("When the round closes, they become a wave with its figures."))

    def on_paper(self, asked: Asking) -> dict[str, Any]:
        return {
            "partners": [name for _pk, name in partners(asked)], "levels": [label for _value, label in levels()],
            "contact": "contact" in asked.settings.get("parts", []), "items": _items(asked.settings),
        }  # fmt: skip


def partners(asked: Asking) -> list[tuple[str, str]]:
    """All members but the one that answers: id and name, by name. One query."""
    rows: Iterable[Any] = members_of(asked.question.coalition_id)
    return [(str(one.pk), one.shown_name) for one in rows if one.pk != asked.organisation]


def levels() -> list[tuple[str, str]]:
    """What can be said of a partner."""
    rungs = [(value, str(words)) for value, words in MEANING if value not in (NONE, OPEN)]
    return [(NONE, _("Nothing together")), (OPEN, _("I don’t know")), (TOUCH, _("In contact, no more")), *rungs]


def _items(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The ratings that are asked: item and label."""
    parts = settings.get("parts", [])
    names = (*(TRUST if "trust" in parts else ()), *(VALUE if "value" in parts else ()))
    labels = {field.name: str(field.verbose_name) for field in Report._meta.concrete_fields}
    return [(name, labels[name]) for name in names]


def _fields_of(name: str, settings: Mapping[str, Any], before: Answer | None) -> dict[str, forms.Field]:
    parts, words = settings.get("parts", []), _shown(_as_value(name, before))
    found: dict[str, forms.Field] = {
        "level": forms.ChoiceField(label=name, choices=levels(), initial=words.get("level", NONE), required=False)
    }
    if "contact" in parts:
        often = [("", _("Not said")), *((one.value, one.label) for one in Contact if one is not Contact.NEVER)]
        found["contact"] = forms.ChoiceField(
            label=_("How often are you in contact?"), choices=often, required=False, initial=words.get("contact", "")
        )
    if "kinds" in parts:
        found["kinds"] = forms.MultipleChoiceField(
            label=_("What do you do together?"), choices=TieKind.choices, required=False,
            widget=forms.CheckboxSelectMultiple, initial=words.get("kinds", []),
        )  # fmt: skip
    if "flows" in parts:
        found["gave"] = forms.BooleanField(label=_("We give them something"), required=False)
        found["received"] = forms.BooleanField(label=_("We get something from them"), required=False)
    for item, label in _items(settings):
        found[item] = forms.ChoiceField(label=label, choices=RATED, required=False)
    return found


def _kept(name: str, said: Mapping[str, Any]) -> dict[str, Any] | None:
    """What is kept of what was marked of one partner; None for nothing."""
    level = said["level"] or NONE
    if level == NONE:
        return None
    one: dict[str, Any] = {"name": name, "level": None if level == OPEN else 0 if level == TOUCH else int(level)}
    if level == OPEN:
        return one
    one |= {part: said[part] for part in ("contact", "kinds") if said[part]}
    if level == TOUCH:
        one.setdefault("contact", Contact.SOME.value)
    one |= {part: said[part] for part in ("gave", "received") if said[part] is not None}
    return one | {item: int(said[item]) for item in ITEMS if said[item]}


def _shown(one: Mapping[str, Any] | None) -> dict[str, Any]:
    """A kept word as the fields show it."""
    if one is None:
        return {}
    level = one["level"]
    said = OPEN if level is None else str(level) if level else TOUCH
    rest = {part: one[part] for part in ("contact", "kinds", "gave", "received") if part in one}
    return {"level": said, **rest, **{item: str(one[item]) for item in ITEMS if item in one}}


def _as_value(name: str, before: Answer | None) -> dict[str, Any] | None:
    """The last wave's word, without ratings: a colleague may answer now who should not read them."""
    if before is None:
        return None
    return {"name": name, "level": before.level, "contact": before.contact, "kinds": list(before.kinds)}


def level_words(one: Mapping[str, Any]) -> str:
    """A word about a partner as people read it; ratings stay out."""
    level = one.get("level")
    if level is None:
        return _("I don’t know")
    return str(Rung(level).label) if level else _("In contact")


def answers_of_value(by: UUID, value: Mapping[str, Any]) -> tuple[list[Answer], set[tuple[str, str]]]:
    """A kept value as answers, and whom it leaves open."""
    said, left = [], set()
    for about, one in value.items():
        if one.get("level") is None:
            left.add((str(by), about))
            continue
        ratings = {item: one[item] for item in ITEMS if one.get(item)}
        said.append(Answer(
            str(by), about, one["level"], one.get("contact", ""), tuple(sorted(one.get("kinds", []))), one.get("gave"),
            one.get("received"), ratings,
        ))  # fmt: skip
    return said, left


def named_in(values: Iterable[Mapping[str, Any]]) -> list[str]:
    """Everybody whom these values name, each once."""
    return list(dict.fromkeys(pk for value in values for pk in value))


def as_today(value: Mapping[str, Any], now: Mapping[str, str]) -> dict[str, Any]:
    """A kept value under the keys of today: of two that became one, what says more. now: old key → today's."""
    found: dict[str, Any] = {}
    for pk, one in value.items():
        key = now.get(pk, pk)
        if key not in found or _strength(one) > _strength(found[key]):
            found[key] = one
    return found


def _strength(one: Mapping[str, Any]) -> int:
    level = one.get("level")
    return -1 if level is None else int(level)
