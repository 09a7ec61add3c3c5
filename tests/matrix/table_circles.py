"""Who gets what of circles. In the open one of alpha sit the shelter and, for the tenants, the coordinator, under a hat
that the roles don't wear; the other is kept by the one who is seated, and nobody else reads what is written there.
"""

from tests.matrix.notation import Row, deed, inside, public, read, read_only


def kept(what: str, get: int, post: int, *, absent: bool) -> list[Row]:
    """A form of the keepers. absent: whoever does not read the circle does not know of the thing."""
    away = 404 if absent else 403
    return [
        Row(inside(403), inside(403), what),
        Row(inside(away, seated=get), inside(away, seated=post), f"named_{what}"),
    ]


def hidden(what: str) -> list[Row]:
    """A page of what is written: in the one circle for all, in the other for who belongs."""
    return [read(what), Row(inside(404, seated=200), inside(404, seated=200), f"named_{what}")]


def posted(what: str, status: int, *, absent: bool = True) -> list[Row]:
    """A button of those who belong. status: what becomes of it for the keeper of the other circle."""
    away = 404 if absent else 403
    return [deed(what, status=403), deed(f"named_{what}", status=away, seated=status)]


CIRCLES: dict[str, list[Row]] = {
    "circles:fewer": [public(404, post=404, args="=nonsense")],
    "network:circles": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "network:begin-circle": [Row(inside(200, coordinator=403), inside(422, coordinator=403), refused_first=True)],
    "network:circle": [read("circle"), read("named_circle")],
    "network:change-circle": kept("circle", 200, 422, absent=False),
    "network:end-circle": [
        Row(inside(403, coordinator=200), inside(403, coordinator=302), "circle"),
        Row(inside(403, coordinator=200, seated=200), inside(403, coordinator=302, seated=302), "named_circle"),
    ],
    "network:reopen-circle": [
        deed("circle", status=403, coordinator=409), deed("named_circle", status=403, coordinator=409, seated=409),
    ],
    "network:join-circle": [
        deed("circle", coordinator=403), deed("named_circle", seated=409, coordinator=403),
    ],
    "network:leave-circle": [
        deed("circle", status=409, coordinator=302), deed("named_circle", status=409, seated=403),
    ],
    "network:circle-mails": [
        Row(inside(409, coordinator=200), inside(409, coordinator=422), "circle"),
        Row(inside(409, seated=200), inside(409, seated=422), "named_circle"),
    ],
    "network:circle-files": hidden("circle"),
    "network:circle-people": [read("circle"), read("named_circle")],
    "network:answer-circle-request": [
        deed("circle circle_member", status=403),
        deed("named_circle named_circle_member", status=403, seated=409),
    ],
    "network:circle-keeper": [
        deed("circle circle_member", status=403, coordinator=409),
        deed("named_circle named_circle_member", status=403, seated=409, coordinator=409),
    ],
    "network:write-circle": kept("circle", 200, 422, absent=True),
    "network:circle-meetings": [read("circle"), read("named_circle")],
    "network:plan-circle-meetings": kept("circle", 200, 422, absent=False),
    "network:circle-ideas": hidden("circle"),
    "network:raise-idea": kept("circle", 200, 422, absent=True),
    "network:circle-thread": hidden("circle_post"),
    "network:reply-circle-post": kept("circle_post", 200, 422, absent=True),
    "network:hold-circle-post": kept("circle_post", 200, 302, absent=True),
    "network:show-circle-post": posted("circle_post", 409),
    "network:remove-circle-post": kept("circle_post", 200, 422, absent=True),
    "network:take-circle-post-back": kept("circle_post", 200, 302, absent=True),
    "network:idea-from-post": kept("circle_post", 200, 422, absent=True),
    "network:circle-meeting": [read("circle_meeting"), read("named_circle_meeting")],
    "network:circle-meeting-file": [read_only("circle_meeting"), read_only("named_circle_meeting")],
    "network:answer-circle-meeting": posted("circle_meeting", 409, absent=False),
    "network:change-circle-meeting": kept("circle_meeting", 409, 409, absent=False),
    "network:cancel-circle-meeting": kept("circle_meeting", 409, 409, absent=False),
    "network:note-circle-meeting": kept("circle_meeting", 200, 302, absent=False),
    "network:circle-idea": hidden("circle_idea"),
    "network:support-idea": posted("circle_idea", 409),
    "network:promote-idea": kept("circle_idea", 200, 409, absent=True),
    "network:drop-idea": kept("circle_idea", 200, 422, absent=True),
    "network:take-idea-up": posted("circle_idea", 409),
}
