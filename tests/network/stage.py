"""How rosters are pasted and ties are told in stories."""

import re
from typing import Any

from django.apps import apps
from django.db import models
from django.test import Client
from django_scopes import scopes_disabled

from comity.core.roster.fields import Kind
from comity.core.roster.parsing import parse_roster
from comity.core.roster.types import Roster
from comity.network.acts import import_roster, report_tie
from comity.network.models import Tie
from comity.network.roster import sources
from comity.network.roster.decisions import Decisions, guessed
from comity.network.roster.here import organisations_here
from tests.cast import THEN, Troupe

LIST = """name,sector,place
Rope Walk Youth,citizen,Saltmere
Lantern Legal,nonprofit,Saltmere
Port Office,public,Saltmere
"""
TIES = """from,to,level
Rope Walk Youth,Lantern Legal,cooperation
Lantern Legal,Rope Walk Youth,coordination
Open Door Shelter,Lantern Legal,networking
"""
PEOPLE = """name,e-mail,organisation,may vote
Ada Quill,ada@example.org,Rope Walk Youth,yes
Ben Osei,ben@example.org,Rope Walk Youth,no
Ada Quill,ada@example.org,Lantern Legal,
"""
HALF = """name,website,size
Port Office,https://port.example.org,12
,https://nobody.example.org,1
Rope Walk Youth,not a site,3
"""
#: machinery that pages use up: it says nothing about the coalition
MACHINERY = {"sessions", "people.sitting", "people.tally", "contenttypes.contenttype"}


def address(troupe: Troupe, path: str = "") -> str:
    return f"/c/{troupe.coalition.slug}/{path}"


def paste(client: Client, troupe: Troupe, **lists: Any) -> Any:
    """Paste lists (`ties=…`) or give files (`ties_file=…`); the page that comes of it."""
    given = {name.replace("_file", "-file"): value for name, value in lists.items()}
    return client.post(address(troupe, "roster/"), given, follow=True)


def answers(form: Any) -> dict[str, Any]:
    """A form as a browser posts it, untouched."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def decide(client: Client, page: Any, go: str = "enter", **changed: Any) -> Any:
    """Press a button under the preview, with some choices changed (`people__name` for "people-name")."""
    said = {name.replace("__", "-"): value for name, value in changed.items()}
    data = {**answers(page.context["form"]), "go": go, **said}
    return client.post(page.request["PATH_INFO"], data, follow=True)


def imported(troupe: Troupe, *, at: Any = THEN, decisions: Decisions | None = None, **lists: str) -> Any:
    """Import lists by the act itself."""
    tables = {Kind(kind): sources.read(text) for kind, text in lists.items()}
    chosen = (decisions or guessed(tables)).completed(tables)
    with troupe.scope():
        roster = parse_roster(tables, chosen.maps, organisations_here(troupe.coalition.pk).known)
    assert isinstance(roster, Roster), roster
    return import_roster(roster, chosen, by=troupe.by, at=at, source="list.csv")


def tell(troupe: Troupe, name: str, mine: str, other: str, level: int, **more: Any) -> Tie:
    """A person says for an organisation how closely it works with another (by marks)."""
    organisations = troupe.organisations
    hat = troupe.hat(troupe.people[name], organisations[mine])
    return report_tie(organisations[other], level=level, by=hat, at=more.pop("at", THEN), **more)


def rows_of_everything() -> dict[str, int]:
    """How many rows each table has."""
    found: dict[str, int] = {}
    with scopes_disabled():
        for model in apps.get_models():
            if model._meta.label_lower not in MACHINERY and model._meta.app_label not in MACHINERY:
                found[model._meta.label_lower] = model._base_manager.count()
    return found


def contents_of_everything() -> dict[tuple[str, str], dict[str, Any]]:
    """Every row of every table."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    with scopes_disabled():
        for model in apps.get_models():
            for row in model._base_manager.all():
                found[model._meta.label_lower, str(row.pk)] = _values(row)
    return found


def _values(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def text_of(page: Any) -> str:
    """What stands on a page, without its markup."""
    plain = re.sub(r"<[^>]+>", " ", page.content.decode())
    return " ".join(plain.replace("&#x27;", "'").replace("&quot;", '"').split())
