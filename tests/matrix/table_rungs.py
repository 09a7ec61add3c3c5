"""Who gets what at the addresses of rungs. Of the roles, only the seated one speaks for a side of the named tie."""

from tests.matrix.notation import Row, deed, inside, read

#: those who speak for an organisation under the hat they wear
SPEAKERS = ("member", "double", "seated", "voiceless")

RUNGS: dict[str, list[Row]] = {
    "network:tie": [read("tie"), Row(inside(404, seated=200), inside(404, seated=200), "named_tie")],
    "network:want-rung": [
        Row(inside(403), inside(403), "tie"),
        Row(inside(404, seated=200), inside(404, seated=422), "named_tie"),
    ],
    "network:evidence": [read(), Row(inside(200), inside(200), query="?q=kanari&export=csv")],
    "network:note-evidence": [
        Row(inside(403, **dict.fromkeys(SPEAKERS, 200)), inside(403, **dict.fromkeys(SPEAKERS, 422)))
    ],
    "network:confirm-evidence": [
        deed("evidence", status=403),
        deed("named_evidence", status=404, seated=409),
    ],
    "network:withdraw-evidence": [
        Row(inside(403), inside(403), "evidence"),
        Row(inside(404, seated=200), inside(404, seated=302), "named_evidence"),
    ],
    "network:restore-evidence": [
        deed("evidence", status=403),
        deed("named_evidence", status=404, seated=409),
    ],
}
