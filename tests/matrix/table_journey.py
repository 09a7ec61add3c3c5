"""Who gets what at the addresses of the path."""

from tests.matrix.notation import Row, deed, inside, read

SPEAKERS = dict.fromkeys(("member", "double", "seated", "voiceless", "coordinator"), 200)
MEMBERS = {who: 200 for who in SPEAKERS if who != "coordinator"}
EMPTY = dict.fromkeys(SPEAKERS, 422)

JOURNEY: dict[str, list[Row]] = {
    "inside:path": [read()],
    "journey:activities": [read()],
    "journey:stage": [Row(inside(403, **SPEAKERS), inside(403, **EMPTY))],
    "journey:continuum": [read()],
    "founding:kind": [read()],
    "founding:kind-question": [
        Row(inside(403, **SPEAKERS), inside(403, **EMPTY), "=purpose"),
        Row(inside(404), inside(404), "=never"),
    ],
    "founding:kind-choose": [
        Row(inside(403, **SPEAKERS), inside(403, **EMPTY), "=council"),
        Row(inside(404), inside(404), "=never"),
    ],
    "founding:copy": [read()],
    "founding:copy-from": [Row(inside(403, coordinator=409), inside(403, coordinator=409), "=beta")],
    "founding:reasons": [read()],
    "founding:add-reason": [
        Row(inside(403, **SPEAKERS), inside(403, **EMPTY), "=benefit"),
        Row(inside(404), inside(404), "=never"),
    ],
    "founding:reaffirm": [Row(inside(403, **MEMBERS), inside(403, **dict.fromkeys(MEMBERS, 422)))],
    "founding:ask-reasons": [deed(status=403, coordinator=302)],
    "founding:drop-reason": [deed("reason", status=403, coordinator=302)],
}
