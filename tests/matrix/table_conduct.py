"""Who gets what of who does what, statements and conflicts."""

from tests.matrix.notation import Row, coordinators, deed, inside, read

CONDUCT: dict[str, list[Row]] = {
    # ── who does what ──
    "governing:areas": [
        read(),
        Row(inside(200), inside(200), query="?state=contested&q=kanari"),
        Row(inside(200), inside(200), query="?export=csv"),
    ],
    "governing:area": [read("area")],
    "governing:name-area": [Row(inside(200), inside(422))],
    "governing:change-area": [coordinators("area")],
    "governing:close-area": [coordinators("area", empty=302)],
    "governing:claim-part": [Row(inside(200), inside(422), "area")],
    "governing:drop-part": [deed("area duty", status=403, coordinator=302)],
    "governing:put-area": [deed("area")],
    "governing:competences": [read(), Row(inside(200), inside(200), query="?export=csv")],
    "governing:state-competence": [
        Row(inside(200, coordinator=403), inside(422, coordinator=403), refused_first=True)
    ],
    "governing:withdraw-competence": [deed("competence", status=403)],
}
