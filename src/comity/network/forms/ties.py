"""Our own word about how closely we work with the others."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import Form
from comity.network.models import Rung

SAID = "with-"
OPEN = "open"
#: a rung and what it means in practice
MEANING = [
    (OPEN, _("We have not said yet")),
    (str(Rung.NONE.value), _("No tie: we don’t work together")),
    (str(Rung.NETWORKING.value), _("Networking: we exchange news")),
    (str(Rung.COORDINATION.value), _("Coordination: we change dates or hours for each other")),
    (str(Rung.COOPERATION.value), _("Cooperation: we share staff or space")),
    (str(Rung.COLLABORATION.value), _("Collaboration: we share risk and credit")),
    (str(Rung.MULTISECTOR.value), _("Multisector collaboration: together we change the system")),
]


def words_form(others: Iterable[Any], said: dict[UUID, int | None]) -> type[Form]:
    """A form with one choice for each other member, at what was said before."""
    fields: dict[str, Any] = {}
    for one in others:
        word = said.get(one.pk)
        fields[f"{SAID}{one.pk}"] = forms.ChoiceField(
            label=getattr(one, "shown_name", one.name), choices=MEANING,
            initial=OPEN if word is None else str(word),
        )  # fmt: skip
    return type("WordsForm", (Form,), fields)


def changed(answers: dict[str, Any], said: dict[UUID, int | None]) -> dict[UUID, int]:
    """What is said anew: organisation → rung. An answer that is left open takes nothing back."""
    given = {UUID(name.removeprefix(SAID)): int(answer) for name, answer in answers.items() if answer != OPEN}
    return {organisation: level for organisation, level in given.items() if said.get(organisation) != level}
