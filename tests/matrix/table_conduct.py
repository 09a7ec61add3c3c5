"""Who gets what of who does what, statements and conflicts."""

from tests.matrix.notation import Row, coordinators, deed, inside, public, read


def named(empty: int) -> Row:
    """A form for those named in the case."""
    return Row(inside(404, seated=200), inside(404, seated=empty), "case")


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
    # ── conflicts: absent for all but those named; of the roles only the one who is seated is ──
    "governing:conflicts": [read(), Row(inside(200), inside(200), query="?q=kanari&export=csv")],
    "governing:open-conflict": [Row(inside(200), inside(422))],
    "governing:conflict": [Row(inside(404, seated=200), inside(404, seated=200), "case")],
    "governing:write-conflict": [deed("case", status=404, seated=422)],
    "governing:name-in-conflict": [named(422)],
    "governing:unname-in-conflict": [deed("case named", status=404, seated=302)],
    "governing:propose-neutral": [named(422)],
    "governing:neutral": [Row(inside(404), inside(404), "neutral")],
    "governing:accept-neutral": [Row(inside(404, seated=409), inside(404, seated=409), "case neutral")],
    "governing:propose-outcome": [named(422)],
    "governing:answer-outcome": [Row(inside(404, seated=200), inside(404, seated=422), "case outcome")],
    "governing:bind-conflict": [named(302)],
    "governing:hurry-conflict": [deed("case", status=404, seated=302)],
    "governing:take-conflict-back": [Row(inside(404, seated=403), inside(404, seated=403), "case")],
    # ── statements: the draft is the shelter's; its own before publishing the health service's alone ──
    "governing:statements": [read(), Row(inside(200), inside(200), query="?q=kanari&export=csv")],
    "governing:new-statement": [Row(inside(200), inside(422))],
    "governing:statement": [
        read("statement"),
        read("said"),
        Row(inside(404, seated=200), inside(404, seated=200), "own_statement"),
    ],
    "governing:write-statement": [
        Row(inside(403, coordinator=200), inside(403, coordinator=422), "statement"),
        Row(inside(404, seated=200), inside(404, seated=422), "own_statement"),
    ],
    "governing:submit-statement": [
        deed("statement", status=403, coordinator=302),
        deed("own_statement", status=404, seated=409),
    ],
    "governing:clear-statement": [
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "statement"),
        Row(inside(404, seated=403), inside(404, seated=403), "own_statement"),
    ],
    "governing:publish-statement": [
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "statement"),
        Row(inside(404, seated=200), inside(404, seated=302), "own_statement"),
    ],
    "governing:raise-statement": [
        Row(inside(403, coordinator=200), inside(403, coordinator=422), "statement"),
        Row(inside(404, seated=200), inside(404, seated=422), "own_statement"),
    ],
    "governing:withdraw-statement": [
        Row(inside(409), inside(409), "statement"),
        Row(inside(403, coordinator=200), inside(403, coordinator=422), "said"),
    ],
    "governing:drop-statement": [
        Row(inside(403, coordinator=200), inside(403, coordinator=302), "statement"),
        Row(inside(404, seated=200), inside(404, seated=302), "own_statement"),
    ],
    "governing:media": [read(), Row(inside(200), inside(200), query="?q=kanari&export=csv")],
    "governing:log-media": [Row(inside(200), inside(422))],
    "governing:change-media": [Row(inside(403, coordinator=200), inside(403, coordinator=422), "media")],
    "governing:strike-media": [deed("media", status=403, coordinator=302)],
    "public:statement": [public(404, args="slug said")],
}
