"""Who gets what of introductions and of the pulse of trust."""

from tests.matrix.notation import Row, coordinators, deed, inside, read


def sides(empty: int = 422, **others: int) -> Row:
    """A form for those who are introduced: the health service (seated) and the traders (member, voiceless)."""
    form, posted = dict.fromkeys(("seated", "member", "voiceless"), 200), dict.fromkeys(others, empty)
    get = form | others
    post = dict.fromkeys(form, empty) | posted
    return Row(inside(403, **get), inside(403, **post), "introduction")


TRUST: dict[str, list[Row]] = {
    "network:introductions": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "network:coverage": [read()],
    "network:propose-introductions": [coordinators()],
    "network:ask-to-meet": [Row(inside(200, coordinator=403), inside(422, coordinator=403))],
    "network:introduction": [read("introduction")],
    "network:answer-introduction": [sides()],
    "network:met": [sides()],
    "network:note-introduction": [sides()],
    "network:name-facilitator": [sides(coordinator=200)],
    "network:pulse": [read()],
    "network:plan-pulse": [coordinators()],
    "network:open-pulse": [deed(status=403, coordinator=409)],
    "network:pulse-figures": [read(), Row(inside(200), inside(200), query="?wave=1&group=all&export=csv")],
    "network:answer-pulse": [Row(inside(200), inside(422), "pulse")],
    "network:talks": [read(), Row(inside(200), inside(200), query="?q=kanari&state=held&export=csv")],
    "network:new-talk": [coordinators()],
    "network:talk": [read("talk")],
    "network:talk-result": [
        Row(inside(403, seated=200, coordinator=200), inside(403, seated=422, coordinator=422), "talk")
    ],
}
