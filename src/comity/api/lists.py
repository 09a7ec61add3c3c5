"""Lists: the pages' own, with their filters and sorting, as JSON by limit and offset. Two queries each."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, create_model

from comity.api.problems import Problem
from comity.api.values import Answer, Sought
from comity.base.lists import Listing

MOST, USUAL, DEEPEST = 100, 50, 100_000


class Asked(Schema):
    """What every list can be asked."""

    q: Sought = Field("", max_length=200, description="Words that must all occur.")
    sort: str = Field("", max_length=40, description="A sorting key; “-” before it turns it round.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="How many at most.")
    offset: int = Field(0, ge=0, le=DEEPEST, description="How many to leave out before.")


def list_of(row: type[Answer]) -> type[Answer]:
    """The description of a list of such rows."""
    name = f"{row.__name__}List"
    fields: dict[str, Any] = {
        "items": (list[row], Field(description="The rows of this part.")),  # type: ignore[valid-type]
        "total": (int, Field(ge=0, description="How many rows there are in all.", examples=[1])),
        "next": (str | None, Field(description="Where the next part is; null at the end.", examples=[None])),
    }
    return create_model(name, __base__=Answer, **fields)


def part(request: HttpRequest, listing: Listing, asked: Asked, shape: Callable[[Any], Answer]) -> dict[str, Any]:
    """The part of a list that was asked for. Raises the problem of a filter or sorting that the list does not know."""
    _understood(listing, asked)
    return cut(request, listing.rows, asked, shape, total=listing.rows.count())


def cut(
    request: HttpRequest, rows: Any, asked: Any, shape: Callable[[Any], Answer], *, total: int
) -> dict[str, Any]:  # fmt: skip
    """The part of any rows that can be sliced."""
    end = asked.offset + asked.limit
    shown: Iterable[Any] = rows[asked.offset : end] if asked.offset < total else []
    onward = _onward(request, asked, end) if end < total and end <= DEEPEST else None
    return {"items": [shape(row) for row in shown], "total": total, "next": onward}


def _understood(listing: Listing, asked: Asked) -> None:
    """On a page what can't be understood is left out; a program must be told."""
    wrong: dict[str, list[str]] = {}
    if asked.sort and listing.sort != asked.sort:
        known = ", ".join(column.key for column in listing.columns if column.sort is not None)
        wrong["sort"] = [_("Sort by one of: {keys}.").format(keys=known)]
    for one in listing.filters:
        given = listing.request.GET.get(one.key, "")
        if given and not one.is_words and one.key not in listing.active:
            wrong[one.key] = [_("There is nothing of this kind here.")]
    if wrong:
        raise Problem("invalid", fields=wrong)


def _onward(request: HttpRequest, asked: Any, offset: int) -> str:
    keys = [(key, value) for key, value in request.GET.items() if key != "offset"]
    return f"{settings.ADDRESS}{request.path}?{urlencode([*keys, ('offset', offset)])}"
