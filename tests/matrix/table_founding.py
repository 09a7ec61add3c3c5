"""Who gets what at the addresses of founding."""

from tests.matrix.notation import Row, deed, inside, read

SPEAKERS = dict.fromkeys(("member", "double", "seated", "voiceless"), 200)
EMPTY = dict.fromkeys(SPEAKERS, 422)

FOUNDING: dict[str, list[Row]] = {
    "founding:path": [read()],
    "founding:checklist": [read()],
    "founding:answer": [
        Row(inside(403, **dict.fromkeys(SPEAKERS, 302)), inside(403, **dict.fromkeys(SPEAKERS, 302))),
    ],
    "founding:question": [
        Row(inside(403, **SPEAKERS), inside(403, **EMPTY), "=means"),
        Row(inside(404), inside(404), "=weather"),
    ],
    "founding:ask": [deed(status=403, coordinator=302)],
    "founding:go-on": [Row(inside(403, **SPEAKERS), inside(403, **EMPTY), "=means")],
    "founding:instead": [
        Row(inside(403, **SPEAKERS), inside(403, **EMPTY), "=lead"),
        Row(inside(404), inside(404), "=never"),
    ],
}
