"""Who gets what at the addresses of brief, mission and structure."""

from tests.matrix.notation import Row, coordinators, inside, public, read

SPEAKERS = dict.fromkeys(("member", "double", "seated", "voiceless"), 409)

MISSION: dict[str, list[Row]] = {
    "founding:brief": [read()],
    # the joint brief is begun: nobody answers any more
    "founding:brief-answer": [Row(inside(403, **SPEAKERS), inside(403, **SPEAKERS))],
    "founding:brief-question": [
        Row(inside(403, **SPEAKERS), inside(403, **SPEAKERS), "=result"),
        Row(inside(404), inside(404), "=weather"),
    ],
    "founding:brief-ask": [Row(inside(405), inside(403, coordinator=409))],
    "founding:structure": [read()],
    "founding:begin-text": [
        Row(inside(403, coordinator=200), inside(403, coordinator=422), "=mission"),
        Row(inside(404), inside(404), "=weather"),
    ],
    "founding:put-text": [
        # the gardens are a group of the community: they draft the structure, too
        Row(inside(403, coordinator=200, double=200), inside(403, coordinator=422, double=422), "=structure"),
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "=mission"),
        Row(inside(404), inside(404), "=weather"),
    ],
    "founding:mission": [read()],
    "founding:new-drive": [Row(inside(403, coordinator=409), inside(403, coordinator=409))],
    "founding:drive": [read("drive"), Row(inside(200), inside(200), "drive", query="?export=csv")],
    "founding:change-drive": [coordinators("drive")],
    "founding:close-drive": [Row(inside(405), inside(403, coordinator=302), "drive")],
    "founding:reopen-drive": [Row(inside(405), inside(403, coordinator=409), "drive")],
    "founding:drive-print": [read("drive")],
    "founding:strike-name": [coordinators("endorsement", empty=302)],
    "public:mission": [public(404, post=404, args="slug")],
    "public:mission-counter": [public(404, args="slug")],
    "public:mission-picture": [public(404, args="slug")],
    "public:endorsement": [public(404, post=404, args="slug =never-given-out")],
}
