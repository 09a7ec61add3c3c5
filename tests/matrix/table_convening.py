"""Who gets what at the addresses of the founding meeting: it is sent, and the meeting is still to come."""

from tests.matrix.notation import Row, coordinators, inside, read

COORDINATOR = {"coordinator": 409}

CONVENING: dict[str, list[Row]] = {
    "founding:convening": [read(), Row(inside(200), inside(200), query="?export=csv")],
    "founding:new-convening": [Row(inside(403, **COORDINATOR), inside(403, **COORDINATOR))],
    "founding:invite-party": [coordinators()],
    # the only prospect there was not chosen yet
    "founding:invite-prospect": [Row(inside(403, coordinator=409), inside(403, coordinator=409), "prospect_row")],
    "founding:send-convening": [Row(inside(403, **COORDINATOR), inside(403, **COORDINATOR))],
    "founding:remind-parties": [Row(inside(405), inside(403, coordinator=302))],
    "founding:open-approval": [Row(inside(403, coordinator=200), inside(403, coordinator=409))],
    "founding:constitute": [Row(inside(403, **COORDINATOR), inside(403, **COORDINATOR))],
    "founding:drop-convening": [coordinators()],
    "founding:founding-document": [read()],
    # only two organisations are invited, neither of them of those who look; who coordinates raises nothing
    "founding:reserve": [Row(inside(404), inside(404))],
    "founding:settle-reservation": [coordinators("reservation")],
    "founding:introduce": [coordinators("party")],
    "founding:remove-party": [Row(inside(405), inside(403, coordinator=409), "party")],
    "founding:hear-party": [Row(inside(405), inside(403, coordinator=302), "party")],
    "founding:ask-later": [Row(inside(405), inside(403, coordinator=409), "party")],
}
