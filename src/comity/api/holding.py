"""Things that texts, tasks, signatures and credits belong to, as programs name them: `to` and `to_id`."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from comity.api.operations import Call
from comity.api.values import Given, Id
from comity.coalitions.held import held_thing

#: fields of a body that say to what something is added
HOLDER: dict[str, Any] = {
    "to": (
        str,
        Field(
            "coalitions.coalition", max_length=80, examples=["coalitions.body"],
            description=str(_("What kind of thing it belongs to: coalitions.body, governing.question, …")),
        ),
    ),
    "to_id": (Id | None, Field(None, description=str(_("Which one; nothing for the coalition itself.")))),
}  # fmt: skip


def thing_given(request: Call, given: Given) -> Any:
    """The thing a body names, as far as the program may know of it; 404 for any other."""
    said: Any = given
    if said.to_id is None and said.to == "coalitions.coalition":
        return request.coalition
    thing = held_thing(request.standing, said.to, said.to_id or "")
    if thing is None:
        raise Http404
    return thing


def without_holder(given: Given) -> Any:
    """The rest of the body, for the form."""
    rest: dict[str, Any] = given.model_dump(exclude_unset=True)
    return {name: value for name, value in rest.items() if name not in HOLDER}
