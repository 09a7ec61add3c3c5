"""Who gets what around the vote on a matter."""

from tests.matrix.notation import SEATED, Row, coordinators, deed, inside, read

MATTERS: dict[str, list[Row]] = {
    "governing:share": [
        deed("draft", status=404, coordinator=302),
        deed("question", status=403, coordinator=409),
    ],
    "governing:discussion": [
        Row(inside(200), inside(403, member=422, voiceless=422, double=422, seated=422, coordinator=422), "question"),
        Row(inside(200), inside(409), "decided"),
        Row(inside(404, **SEATED), inside(404, seated=422, coordinator=422), "secret"),
        Row(inside(404, coordinator=200), inside(404, coordinator=409), "draft"),
    ],
    "governing:amendments": [
        Row(inside(200), inside(200), "question"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret"),
    ],
    "governing:amend": [
        Row(inside(409), inside(409), "question"),
        Row(inside(404, seated=409, coordinator=409), inside(404, seated=409, coordinator=409), "secret"),
    ],
    "governing:amendment": [Row(inside(404), inside(404), "question =1")],
    "governing:accept-amendment": [Row(inside(404), inside(404), "question =1")],
    "governing:decline-amendment": [Row(inside(404), inside(404), "question =1")],
    "governing:put-amendment": [Row(inside(404), inside(404), "question =1")],
    "governing:take-amendment-back": [deed("question =1", status=404)],
    "governing:reports": [read(), Row(inside(200), inside(200), query="?export=csv")],
    "governing:tell-home": [
        Row(
            inside(403, member=200, double=200, voiceless=200, seated=200),
            inside(403, member=422, double=422, voiceless=422, seated=422),
        ),
    ],
    "governing:answer-inquiry": [
        coordinators("question inquiry"),
        Row(
            inside(404, seated=403, coordinator=200), inside(404, seated=403, coordinator=422), "secret secret_inquiry"
        ),
        Row(inside(404), inside(404), "question secret_inquiry"),
    ],
    "governing:review": [
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "decided"),
        Row(inside(404), inside(404), "question"),
    ],
    "governing:carry-out": [deed("decided", status=403, coordinator=409), deed("question", status=404)],
    "governing:put-to-all": [
        deed("decided", status=403, member=409, double=409, voiceless=409, seated=409, coordinator=409),
        deed("secret_decided", status=404, seated=409, coordinator=409),
    ],
    "governing:extract": [
        read("decided"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret_decided"),
        Row(inside(404), inside(404), "question"),
    ],
    "governing:reopen": [
        Row(inside(200), inside(403, member=422, voiceless=422, double=422, seated=422, coordinator=422), "decided"),
        Row(inside(409), inside(409), "question"),
        Row(inside(404, **SEATED), inside(404, seated=422, coordinator=422), "secret_decided"),
    ],
    "governing:support": [deed("decided reopening", status=403, member=302, double=302, voiceless=302, seated=302)],
    "governing:withdraw-request": [deed("decided reopening", status=403, coordinator=302)],
    "governing:stand-aside": [
        deed("question objection", status=403),
        deed("secret secret_objection", status=404, seated=403, coordinator=403),
    ],
    "governing:keep-objection": [
        deed("question objection", status=403),
        deed("secret secret_objection", status=404, seated=403, coordinator=403),
    ],
    "governing:freeze": [coordinators("matter")],
    "governing:thaw": [deed("matter", status=403, coordinator=409)],
}
