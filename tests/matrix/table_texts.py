"""Who gets what at the addresses of texts."""

from typing import Any

from tests.matrix.notation import NOT_ALLOWED, SEATED, Row, coordinators, deed, inside, read, read_only

EMPTY = {"seated": 422, "coordinator": 422}
WORDS: dict[str, Any] = {"title": "Rules", "words": "Anew.", "note": ""}


def kept(args: str, *, empty: int = 422) -> Row:
    """A form for those who keep a text that only the committee knows of; its members are told who could."""
    return Row(inside(404, seated=403, coordinator=200), inside(404, seated=403, coordinator=empty), args)


def hidden(args: str, post: dict[str, int] | None = None) -> Row:
    """A page for the committee alone."""
    return Row(inside(404, **SEATED), inside(404, **(post or SEATED)), args)


TEXTS: dict[str, list[Row]] = {
    "texts:texts": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "texts:new": [coordinators("=coalitions.body body", body=WORDS), Row(inside(404), inside(404), "=no.thing body")],
    "texts:text": [read("text"), hidden("secret_text")],
    "texts:write": [coordinators("text", body=WORDS), kept("secret_text")],
    "texts:version": [read("text =1"), hidden("secret_text =1"), Row(inside(404), inside(404), "text =9")],
    "texts:compare": [read("text"), hidden("secret_text")],
    "texts:markdown": [
        read_only("text"),
        Row(inside(404, **SEATED), inside(NOT_ALLOWED), "secret_text"),
    ],
    "texts:freeze": [coordinators("text", empty=302), kept("secret_text", empty=302)],
    "texts:thaw": [
        deed("text", status=403, coordinator=409),
        deed("secret_text", status=404, seated=403, coordinator=409),
    ],
    "texts:take-away": [coordinators("text", empty=302), kept("secret_text", empty=302)],
    "texts:bring-back": [
        deed("text", status=403, coordinator=409),
        deed("secret_text", status=404, seated=403, coordinator=409),
    ],
    "texts:suggest": [Row(inside(200), inside(422), "text"), hidden("secret_text", EMPTY)],
    "texts:suggestion": [read("text suggestion"), hidden("secret_text secret_suggestion")],
    "texts:accept": [
        coordinators("text suggestion", empty=302),
        kept("secret_text secret_suggestion", empty=302),
        Row(inside(404), inside(404), "text secret_suggestion"),
    ],
    "texts:decline": [coordinators("text suggestion"), kept("secret_text secret_suggestion")],
    "texts:take-back": [
        deed("text suggestion", status=403),
        deed("secret_text secret_suggestion", status=404, seated=403, coordinator=403),
    ],
    "texts:comment": [Row(inside(200), inside(422), "text"), hidden("secret_text", EMPTY)],
    "texts:settle": [
        deed("text comment", status=403, coordinator=302),
        deed("secret_text secret_comment", status=404, seated=403, coordinator=302),
    ],
    "texts:reopen": [
        deed("text comment", status=403, coordinator=409),
        deed("secret_text secret_comment", status=404, seated=403, coordinator=409),
    ],
}
