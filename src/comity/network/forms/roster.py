"""Pasting or uploading the lists of a roster, and deciding what they mean."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import Form
from comity.base.sheets.reading import Trouble
from comity.core.roster.fields import REQUIRED, Field, Kind, Rung
from comity.core.roster.types import ColumnMap
from comity.network.models import Rung as RungChoices
from comity.network.roster.decisions import ANOTHER, Decisions, kept_fields
from comity.network.roster.graphs import ENDINGS, BadList, network_in, tables_in
from comity.network.roster.sources import LIMITS, BadSheet, Given, read
from comity.network.roster.wording import FIELDS, KINDS, trouble_in_words

EXAMPLES = {
    Kind.ORGANISATIONS: gettext_lazy("name, sector, place\nOpen Door Shelter, nonprofit, Saltmere"),
    Kind.PEOPLE: gettext_lazy(
        "name, e-mail, organisation, may vote\nMarta Lind, marta@example.org, Open Door Shelter, yes"
    ),
    Kind.TIES: gettext_lazy("from, to, level\nOpen Door Shelter, Harbour Tenants’ Union, coordination"),
}
#: the answer of a select that nothing is chosen
NONE = "none"


class RosterForm(Form):
    """Up to three lists, each pasted or as a file. Valid: `tables` holds what could be read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables: dict[Kind, Given] = {}
        self.notes: tuple[str, ...] = ()
        for kind in Kind:
            self.fields[kind.value] = _pasted(kind)
            self.fields[f"{kind}-file"] = _uploaded(kind)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for kind in Kind:
            self._read(kind, found.get(kind.value, ""), found.get(f"{kind}-file"))
        if not self.tables and not self.errors:
            self.add_error(Kind.ORGANISATIONS.value, _("Paste a list, or choose a file."))
        return found

    def _read(self, kind: Kind, text: str, file: Any) -> None:
        if text and file:
            self.add_error(kind.value, _("Paste the list or choose a file, not both."))
        elif text or file:
            self._take(kind, file.read() if file else text, file.name if file else "")

    def _take(self, kind: Kind, source: str | bytes, called: str) -> None:
        """A list; under ties also a whole network, whose organisations count where no list of them is given."""
        field = f"{kind}-file" if called else kind.value
        try:
            graph = network_in(source, called) if kind is Kind.TIES else None
            if graph is None:
                self.tables[kind] = read(source, called)
            else:
                self.tables = {**tables_in(graph, called), **self.tables}
                self.notes = graph.notes
        except BadSheet as trouble:
            self.add_error(field, trouble_in_words(trouble))
        except BadList as trouble:
            self.add_error(field, str(trouble))

    def groups(self) -> Iterator[dict[str, Any]]:
        """The fields of each list."""
        for kind in Kind:
            yield {
                "kind": kind.value,
                "title": KINDS[kind],
                "text": self[kind.value],
                "file": self[f"{kind}-file"],
            }


def _pasted(kind: Kind) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5, "placeholder": EXAMPLES[kind], "spellcheck": "false"})
    field = forms.CharField(
        label=_("Paste: {what}").format(what=KINDS[kind]), widget=widget, required=False, strip=False,
        max_length=LIMITS.bytes,
    )  # fmt: skip
    field.widget.attrs.pop("maxlength", None)
    return field


def _uploaded(kind: Kind) -> forms.FileField:
    said = _("A list, or a network: GraphML, GEXF, Pajek, Kumu JSON, a matrix.") if kind is Kind.TIES else ""
    field = _File(
        label=_("Or a file: {what}").format(what=KINDS[kind]), required=False, allow_empty_file=True, help_text=said
    )
    networks = ENDINGS if kind is Kind.TIES else ()
    field.widget.attrs["accept"] = ",".join([".csv", ".tsv", ".txt", ".xlsx", *networks])
    return field


class _File(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> Any:
        if data is not None and data is not False and data.size > LIMITS.bytes:
            trouble = BadSheet(Trouble.TOO_BIG, bytes=data.size, limit=LIMITS.bytes)
            raise forms.ValidationError(trouble_in_words(trouble))
        return super().clean(data, initial)


class DecisionsForm(Form):
    """Which column means what, which rung a word is, who is one and the same. Made from what a check found."""

    def __init__(self, found: dict[str, Any], decisions: Decisions, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.decisions = found, decisions
        for kind in decisions.maps:
            self._columns(kind)
        if Kind.TIES in decisions.maps:
            self._ties()
        for number, pair in enumerate(found.get("pairs", ())):
            self.fields[f"same-{number}"] = _same(pair)
        if Kind.TIES not in decisions.maps or len(decisions.maps) > 1:
            self._entering()

    def _columns(self, kind: Kind) -> None:
        names = self._header(kind)
        chosen = self.decisions.maps[kind].columns
        for field in kept_fields(kind):
            must = field in REQUIRED[kind]
            none = _("Choose a column") if must else _("Not in this list")
            self.fields[f"{kind}-{field}"] = forms.ChoiceField(
                label=FIELDS[field], choices=[(NONE, none), *((str(at), name) for at, name in enumerate(names))],
                initial=str(names.index(chosen[field])) if chosen.get(field) in names else NONE,
            )  # fmt: skip

    def _header(self, kind: Kind) -> list[str]:
        names: list[str] = self.found["tables"][kind.value]["header"]
        return names

    def _ties(self) -> None:
        rungs = [(NONE, _("Choose a rung")), *((str(rung.value), rung.label) for rung in RungChoices)]
        for number, level in enumerate(self.found["levels"]):
            rung = NONE if level["rung"] is None else str(int(level["rung"]))
            self.fields[f"level-{number}"] = forms.ChoiceField(
                label=f"“{level['value']}” ({level['count']})", choices=rungs, initial=rung
            )
        self.fields["directed"] = forms.ChoiceField(
            label=_("Who says that there is a tie?"),
            choices=[
                ("list", _("The list speaks for both sides")),
                ("first", _("Each row is the first one’s own word")),
            ],
            initial="first" if self.decisions.maps[Kind.TIES].directed else "list",
        )

    def _entering(self) -> None:
        self.fields["state"] = forms.ChoiceField(
            label=_("New organisations come in as"),
            choices=[("member", _("Members")), ("prospect", _("Prospects, not members yet"))],
            initial="prospect" if self.decisions.prospects else "member",
        )
        self.fields["first_votes"] = forms.BooleanField(
            label=_("The first person named for an organisation votes for it, where nobody does yet"), required=False,
            initial=self.decisions.first_votes,
        )  # fmt: skip

    def decided(self) -> Decisions:
        """What was chosen. Only when valid."""
        said = self.cleaned_data
        same = {
            str(pair["row"]): said[f"same-{number}"]
            for number, pair in enumerate(self.found.get("pairs", ()))
        }
        return Decisions(
            {kind: self._map(kind) for kind in self.decisions.maps}, {**self.decisions.same, **same},
            first_votes=said.get("first_votes", False), prospects=said.get("state") == "prospect",
        )  # fmt: skip

    def _map(self, kind: Kind) -> ColumnMap:
        said = self.cleaned_data
        names, asked = self._header(kind), {field: said[f"{kind}-{field}"] for field in kept_fields(kind)}
        columns = {field: names[int(at)] for field, at in asked.items() if at != NONE}
        if kind is not Kind.TIES:
            return ColumnMap(kind, columns)
        levels = dict(self.decisions.maps[kind].levels)
        for number, level in enumerate(self.found["levels"]):
            levels.pop(level["word"], None)
            if said[f"level-{number}"] != NONE:
                levels[level["word"]] = Rung(int(said[f"level-{number}"]))
        if columns.get(Field.LEVEL) != self.decisions.maps[kind].columns.get(Field.LEVEL):
            levels = {}
        return ColumnMap(kind, columns, levels=levels, directed=said["directed"] == "first")

    def tables(self) -> Iterator[dict[str, Any]]:
        """Each list with its first rows and the choice of its columns."""
        for kind in self.decisions.maps:
            head = self.found["tables"][kind.value]
            fields = [self[f"{kind}-{field}"] for field in kept_fields(kind)]
            used = set(self.decisions.maps[kind].columns.values())
            unused = [name for name in head["header"] if name not in used]
            yield {**head, "kind": kind.value, "title": KINDS[kind], "fields": fields, "unused": unused}

    def levels(self) -> list[BoundField]:
        """The choice of a rung for each word that nobody could tell by itself."""
        return self._levels(told=False)

    def told_levels(self) -> list[BoundField]:
        """The same for each word that is a rung's own, or was decided: changeable, but no question."""
        return self._levels(told=True)

    def _levels(self, *, told: bool) -> list[BoundField]:
        found = enumerate(self.found["levels"]) if Kind.TIES in self.decisions.maps else ()
        return [self[f"level-{number}"] for number, one in found if (one["rung"] is not None) is told]

    def pairs(self) -> list[BoundField]:
        """Who could be one and the same, where names are alike."""
        return self._pairs(exact=False)

    def same_names(self) -> list[BoundField]:
        """Who has exactly the name of one that is here, and is taken as the same: changeable, but no question."""
        return self._pairs(exact=True)

    def _pairs(self, *, exact: bool) -> list[BoundField]:
        found = enumerate(self.found.get("pairs", ()))
        return [self[f"same-{number}"] for number, pair in found if bool(pair.get("exact")) is exact]


def _same(pair: dict[str, Any]) -> forms.ChoiceField:
    options = [(ANOTHER, _("Another organisation, new here"))]
    options += [(one["value"], _("The same as {name}").format(name=one["label"])) for one in pair["options"]]
    label = _("{name} (row {row})").format(name=pair["name"], row=pair["row"])
    return forms.ChoiceField(label=label, choices=options, initial=pair["chosen"])
