"""Who gets what of the rulebook. Version 1 is in force; version 2 is a draft in the name of the coordinator."""

from tests.matrix.notation import Row, coordinators, deed, inside, read

#: those who speak or sign for a member under the hat they wear; the coordinator wears that of the coalition
SPEAKING = {"coordinator": 403}

RULEBOOK: dict[str, list[Row]] = {
    "governing:rulebook": [read()],
    "governing:rulebook-applies": [
        read(),
        Row(inside(200), inside(200), query="?kind=spending&amount=5000"),
        Row(inside(422), inside(422), query="?kind=nothing"),
    ],
    "governing:rulebook-dues": [read(), Row(inside(200), inside(200), query="?format=csv")],
    "governing:rule-looks": [read(), Row(inside(200), inside(200), query="?export=csv")],
    "governing:rule-look": [Row(inside(404), inside(404), "question")],
    "governing:rulebook-acceptances": [
        read(),
        Row(inside(200), inside(200), query="?q=kanari"),
        Row(inside(200), inside(200), query="?format=csv"),
    ],
    "governing:rulebook-versions": [
        read(),
        Row(inside(200), inside(200), query="?q=kanari&state=draft"),
        Row(inside(200), inside(200), query="?format=csv"),
    ],
    "governing:rulebook-new": [
        Row(inside(200), inside(404), body={"preset": "campaign"}, done=inside(302), refused_first=True)
    ],
    "governing:rulebook-version": [read("=1"), read("=2"), Row(inside(404), inside(404), "=77")],
    "governing:rulebook-changes": [read("=2"), Row(inside(200), inside(200), "=2", query="?with=1")],
    "governing:rulebook-json": [read("=1"), read("=2")],
    "governing:rulebook-text": [read("=1"), read("=2")],
    "governing:rulebook-why": [coordinators("=2", empty=302)],
    "governing:rulebook-own-rules": [coordinators("=2")],
    "governing:rulebook-add-kind": [coordinators("=2", body={"kind": "budget"}, empty=422)],
    "governing:rulebook-kind": [
        coordinators("=2 =spending"),
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "=1 =spending"),
    ],
    "governing:rulebook-take-out": [coordinators("=2 =programme", empty=302)],
    "governing:rulebook-part": [
        coordinators("=2 =ground"),
        coordinators("=2 =conflict"),
        coordinators("=2 =membership"),
    ],
    "governing:rulebook-propose": [coordinators("=2")],
    "governing:rulebook-take-up": [deed("=2", status=403, coordinator=409)],
    "governing:rulebook-drop": [deed("=2", status=403, coordinator=302)],
    "governing:rulebook-accept": [
        Row(inside(200, **SPEAKING), inside(422, **SPEAKING), "=1", {"say": "yes"}, inside(302, **SPEAKING)),
        Row(inside(409, **SPEAKING), inside(409, **SPEAKING), "=2"),
    ],
}
