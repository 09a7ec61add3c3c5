"""Who gets what where organisations weigh how closely to work, and in initiatives of several sectors.

The weighing is the health service's in alpha, whose person is the seated one; to all others it is absent. In the
initiative sit two organisations under whose hat nobody of the roles acts.
"""

from tests.matrix.notation import Row, deed, inside, read

#: those who speak for an organisation under the hat they wear
SPEAKERS = ("member", "double", "seated", "voiceless")
STARTS = Row(inside(403, **dict.fromkeys(SPEAKERS, 200)), inside(403, **dict.fromkeys(SPEAKERS, 422)))
SITTERS = Row(inside(403), inside(403), "initiative")

ADVICE: dict[str, list[Row]] = {
    "network:weighings": [read(), Row(inside(200), inside(200), query="?q=kanari&export=csv")],
    "network:start-weighing": [STARTS],
    "network:weighing": [Row(inside(404, seated=200), inside(404, seated=200), "weighing")],
    "network:answer-weighing": [Row(inside(404, seated=409), inside(404, seated=409), "weighing")],
    "network:weighing-knowingly": [Row(inside(404, seated=409), inside(404, seated=409), "weighing")],
    "network:end-weighing": [deed("weighing", status=404, seated=409)],
    "network:initiatives": [read(), Row(inside(200), inside(200), query="?q=kanari&export=csv")],
    "network:start-initiative": [STARTS],
    "network:initiative": [read("initiative")],
    "network:speak-initiative": [SITTERS],
    "network:write-problem": [SITTERS],
    "network:end-initiative": [SITTERS],
    "network:join-initiative": [deed("initiative", status=403, **dict.fromkeys(SPEAKERS, 302))],
    "network:leave-initiative": [deed("initiative", status=403)],
    "network:ready-initiative": [deed("initiative", status=403)],
    "network:agree-initiative": [deed("initiative", status=403)],
    "network:move-initiative": [deed("initiative", status=403)],
}
