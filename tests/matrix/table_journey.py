"""Who gets what at the addresses of the path."""

from tests.matrix.notation import Row, inside, read

SPEAKERS = dict.fromkeys(("member", "double", "seated", "voiceless", "coordinator"), 200)
EMPTY = dict.fromkeys(SPEAKERS, 422)

JOURNEY: dict[str, list[Row]] = {
    "inside:path": [read()],
    "journey:activities": [read()],
    "journey:stage": [Row(inside(403, **SPEAKERS), inside(403, **EMPTY))],
}
