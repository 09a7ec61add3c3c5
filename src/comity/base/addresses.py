"""Addresses of many things of one kind: the pattern is looked up once, not for every row."""

from collections.abc import Callable

from django.urls import reverse


def addresses(name: str, *args: object, like: object = "0-0-0") -> Callable[[object], str]:
    """A function from the last argument (a slug or an id) to the address: `page = addresses("x:page", slug)`.

    like: any value that the last argument may have.
    """
    before, _, after = reverse(name, args=[*args, like]).rpartition(str(like))
    return lambda key: f"{before}{key}{after}"
