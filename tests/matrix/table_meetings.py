"""Who gets what at the addresses of meetings, written by hand. The coordinator wears the hat of the whole coalition."""

from tests.matrix.notation import (
    NOT_ALLOWED,
    SEATED,
    Row,
    coordinators,
    deed,
    inside,
    public,
    read,
    read_only,
)

#: those who speak for an organisation with a place in the assembly, under the hat they wear
SPEAKERS = {"member": 200, "voiceless": 200, "double": 200, "seated": 200}
ABSENT_ALL = {**dict.fromkeys(SPEAKERS, 404), "coordinator": 404}
EMPTY = dict.fromkeys(SPEAKERS, 422)

MEETINGS: dict[str, list[Row]] = {
    "meetings:register": [
        read(),
        Row(inside(200), inside(200), query="?q=kanari&state=ahead"),
        Row(inside(200), inside(200), query="?format=csv"),
    ],
    "meetings:all-series": [read(), Row(inside(200), inside(200), query="?format=xlsx")],
    "meetings:new": [coordinators()],
    "meetings:new-series": [coordinators()],
    "meetings:series-from-sheet": [deed("body", status=404)],
    "meetings:series": [read("series")],
    "meetings:edit-series": [coordinators("series")],
    "meetings:plan-series": [deed("series", status=403, coordinator=409)],
    "meetings:end-series": [coordinators("series", empty=302)],
    "meetings:meeting": [
        read("meeting"),
        read("planned"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret_meeting"),
    ],
    "meetings:ics": [
        read_only("meeting"),
        Row(inside(404, **SEATED), inside(NOT_ALLOWED), "secret_meeting"),
    ],
    "meetings:told": [read("meeting"), Row(inside(404, **SEATED), inside(404, **SEATED), "secret_meeting")],
    "meetings:edit": [
        coordinators("meeting"),
        Row(
            inside(404, seated=403, coordinator=200),
            inside(404, seated=403, coordinator=422),
            "secret_meeting",
        ),
    ],
    "meetings:call": [
        coordinators("meeting", empty=302),
        Row(
            inside(404, seated=403, coordinator=200),
            inside(404, seated=403, coordinator=302),
            "secret_meeting",
        ),
    ],
    "meetings:move": [
        coordinators("meeting"),
        Row(
            inside(404, seated=403, coordinator=200),
            inside(404, seated=403, coordinator=422),
            "secret_meeting",
        ),
    ],
    "meetings:cancel": [
        coordinators("meeting", empty=422),
        coordinators("planned", empty=302),
        Row(
            inside(404, seated=403, coordinator=200),
            inside(404, seated=403, coordinator=422),
            "secret_meeting",
        ),
    ],
    "meetings:answer": [
        Row(inside(403, **SPEAKERS), inside(403, **EMPTY), "meeting"),
        Row(
            inside(404, seated=200, coordinator=403),
            inside(404, seated=422, coordinator=403),
            "secret_meeting",
        ),
    ],
    "meetings:bring": [
        Row(inside(200), inside(422), "meeting"),
        Row(
            inside(404, seated=200, coordinator=200),
            inside(404, seated=422, coordinator=422),
            "secret_meeting",
        ),
    ],
    "meetings:edit-item": [
        coordinators("meeting item"),
        Row(
            inside(404, seated=403, coordinator=200),
            inside(404, seated=403, coordinator=422),
            "secret_meeting secret_item",
        ),
        Row(inside(404), inside(404), "meeting secret_item"),
    ],
    "meetings:place-item": [
        deed("meeting proposed", status=403, coordinator=302),
        deed("secret_meeting secret_item", status=404, seated=403, coordinator=302),
        deed("meeting secret_item", status=404),
    ],
    "meetings:drop-item": [
        coordinators("meeting item", empty=302),
        coordinators("meeting proposed", empty=422),
        Row(
            inside(404, seated=403, coordinator=200),
            inside(404, seated=403, coordinator=302),
            "secret_meeting secret_item",
        ),
    ],
    "meetings:link-question": [
        coordinators("meeting item", empty=302),
        Row(
            inside(404, seated=403, coordinator=200),
            inside(404, seated=403, coordinator=302),
            "secret_meeting secret_item",
        ),
    ],
    "meetings:start": [
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "meeting"),
        Row(
            inside(404, seated=403, coordinator=409),
            inside(404, seated=403, coordinator=409),
            "secret_meeting",
        ),
    ],
    "meetings:end": [
        coordinators("running", empty=302),
        Row(
            inside(404, seated=403, coordinator=409),
            inside(404, seated=403, coordinator=409),
            "secret_meeting",
        ),
    ],
    "meetings:attendance": [
        Row(inside(200), inside(422), "running"),
        Row(inside(404, **SEATED), inside(404, seated=409, coordinator=409), "secret_meeting"),
    ],
    "meetings:left": [
        deed("running stay", status=403, coordinator=302),
        deed("meeting stay", status=404),
    ],
    "meetings:strike": [
        deed("running stay", status=403, coordinator=302),
        deed("meeting stay", status=404),
    ],
    "meetings:take-up": [
        deed("running running_item", status=403, coordinator=302),
        deed("secret_meeting secret_item", status=404, seated=403, coordinator=409),
    ],
    "meetings:live": [
        read_only("running"),
        read_only("planned"),
        Row(inside(302), inside(NOT_ALLOWED), "held"),
        Row(inside(404, **SEATED), inside(NOT_ALLOWED), "secret_meeting"),
    ],
    "meetings:begin-round": [
        coordinators("running"),
        Row(
            inside(404, seated=403, coordinator=409),
            inside(404, seated=403, coordinator=409),
            "secret_meeting",
        ),
    ],
    "meetings:begin-pairs": [
        coordinators("running"),
        Row(
            inside(404, seated=403, coordinator=409),
            inside(404, seated=403, coordinator=409),
            "secret_meeting",
        ),
    ],
    "meetings:end-round": [
        deed("running round", status=403, coordinator=302),
        deed("meeting round", status=404),
    ],
    "meetings:give-floor": [
        coordinators("running", empty=302),
        Row(
            inside(404, seated=403, coordinator=409),
            inside(404, seated=403, coordinator=409),
            "secret_meeting",
        ),
    ],
    "meetings:queue": [
        Row(inside(200), inside(422), "running"),
        Row(
            inside(404, seated=409, coordinator=409),
            inside(404, seated=409, coordinator=409),
            "secret_meeting",
        ),
    ],
    "meetings:end-turn": [
        deed("running turn", status=403, coordinator=302),
        deed("meeting turn", status=404),
    ],
    "meetings:lengthen-turn": [
        deed("running turn", status=403, coordinator=409),
        deed("meeting turn", status=404),
    ],
    "meetings:withdraw-wish": [
        deed("running wish", status=403, coordinator=302),
        deed("meeting wish", status=404),
    ],
    "meetings:note": [
        Row(inside(200), inside(422), "running"),
        Row(
            inside(404, seated=409, coordinator=409),
            inside(404, seated=409, coordinator=409),
            "secret_meeting",
        ),
    ],
    "meetings:strike-note": [
        deed("running note", status=403, coordinator=302),
        deed("meeting note", status=404),
    ],
    "meetings:note-concern": [deed("running note"), deed("meeting note", status=404)],
    "meetings:note-task": [
        Row(inside(200), inside(422), "running note"),
        Row(inside(404), inside(404), "meeting note"),
    ],
    "meetings:note-decision": [deed("running note"), deed("meeting note", status=404)],
    "meetings:vote": [
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "running running_item"),
        Row(
            inside(404, seated=403, coordinator=409),
            inside(404, seated=403, coordinator=409),
            "secret_meeting secret_item",
        ),
    ],
    "meetings:ratify": [
        deed("running running_item", status=403, coordinator=409),
        deed("secret_meeting secret_item", status=404, seated=403, coordinator=409),
    ],
    "meetings:minutes": [
        read("written"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret_held"),
        read("held", **ABSENT_ALL),
    ],
    "meetings:draft-minutes": [
        deed("held", status=403, coordinator=302),
        deed("secret_held", status=404, seated=403, coordinator=409),
    ],
    "meetings:approve-minutes": [
        coordinators("written", empty=302),
        Row(
            inside(404, seated=403, coordinator=200), inside(404, seated=403, coordinator=302), "secret_held"
        ),
    ],
    "meetings:amend-minutes": [
        coordinators("written"),
        Row(
            inside(404, seated=403, coordinator=200), inside(404, seated=403, coordinator=422), "secret_held"
        ),
    ],
    "meetings:pack": [
        read("written"),
        read("meeting"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret_held"),
    ],
    "meetings:feed": [read()],
    "meetings:make-feed": [deed()],
    "meetings:revoke-feed": [deed(status=404)],
    "calendars:news": [public(404, args="=nonsense")],
    "calendars:feed": [public(404, args="=nonsense")],
}
