"""Shapes that several wings use."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.values import Answer


class Ref(Answer):
    """Something by its id and name."""

    id: UUID
    name: str = Field(examples=["Harbour Tenants’ Union"])


class Done(Answer):
    """Nothing more to say: it is done."""

    done: bool = Field(True, examples=[True])


def ref(thing: Any, name: str = "") -> Ref | None:
    """A reference to a row; None for none."""
    return None if thing is None else Ref(id=thing.pk, name=name or thing.name)
