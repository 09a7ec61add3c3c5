"""Methods as a list. Pages and other programs read the same."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status
from comity.coalitions.requests import CoalitionRequest
from comity.founding.methods import queries

SAID = [("never", gettext_lazy("Somebody never uses it")), ("open", gettext_lazy("We have not said anything of it"))]


def methods(request: CoalitionRequest) -> Listing:
    """All methods on the list."""
    page = addresses("founding:methods-one", request.coalition.slug, like=UUID(int=0))
    return Listing(
        request, queries.visible_to(request.standing), name="methods", default="name", caption=_("Methods"),
        columns=[
            Column("name", _("Method"), "name", sort="sort_name", head=True, link=lambda m: page(m.pk)),
            Column("uses", _("Use it"), lambda m: m.uses, sort="uses", numeric=True),
            Column("accepts", _("Accept it"), lambda m: m.accepts, sort="accepts", numeric=True),
            Column("never", _("Never use it"), lambda m: m.never, show=_never, sort="never", numeric=True),
            Column("words", _("What belongs to it"), "words", shown=False),
        ],
        filters=(
            Words(("name", "words")),
            Choose("said", _("What is said"), SAID, apply=lambda rows, value: _narrow(rows, value, request)),
        ),
        empty=Empty(
            _("No methods are named yet"),
            _("Partners’ conduct reflects on you: say early how you work, and how you never would."), "flag",
            _("Name a method"), reverse("founding:methods-new", args=[request.coalition.slug]),
            _("“Blockade”: the tenants use it, the health service never would."),
        ),
    )  # fmt: skip


def _never(method: Any) -> Any:
    return status("warn", str(method.never)) if method.never else "0"


def _narrow(rows: Any, value: str, request: CoalitionRequest) -> Any:
    if value == "never":
        return rows.filter(never__gt=0)
    return rows.exclude(said__organisation=request.capacity.organisation)
