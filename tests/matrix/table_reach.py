"""Who gets what of the contact book and of what reaches further."""

from tests.matrix.notation import Row, coordinators, deed, inside, public, read


def keepers(empty: int = 422) -> list[Row]:
    """A form for who keeps the contact, and coordinators; of one that only its keeper may know of, the keeper's."""
    return [
        coordinators("contact", empty=empty),
        Row(inside(404, seated=200), inside(404, seated=empty), "named_contact"),
    ]


REACH: dict[str, list[Row]] = {
    # ── contacts: one for all, entered by the shelter; one for its keeper alone, the one who is seated ──
    "network:contacts": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "network:new-contact": [Row(inside(200), inside(422))],
    "network:import-contacts": [Row(inside(200), inside(422))],
    "network:contact": [read("contact"), Row(inside(404, seated=200), inside(404, seated=200), "named_contact")],
    "network:change-contact": keepers(),
    "network:touch-contact": [
        Row(inside(200), inside(422), "contact"),
        Row(inside(404, seated=200), inside(404, seated=422), "named_contact"),
    ],
    "network:put-off-contact": [
        Row(inside(200), inside(422), "contact"),
        Row(inside(404, seated=200), inside(404, seated=422), "named_contact"),
    ],
    "network:hand-contact-over": keepers(),
    "network:strike-contact": [
        deed("contact", status=403, coordinator=302),
        deed("named_contact", status=404, seated=302),
    ],
    "network:erase-contact": keepers(302),
    # ── calls for help: the shelter asks, the tenants offer; none of the roles wears their hats ──
    "network:help-calls": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "network:ask-for-help": [
        Row(inside(200, coordinator=403), inside(422, coordinator=403), refused_first=True)
    ],
    "network:help-call": [read("help_call")],
    "network:change-help": [Row(inside(403), inside(403), "help_call")],
    "network:close-help": [deed("help_call", status=403, coordinator=302)],
    "network:reopen-help": [deed("help_call", status=403, coordinator=409)],
    "network:offer-help": [Row(inside(200, coordinator=403), inside(422, coordinator=403), "help_call")],
    "network:answer-offer": [Row(inside(403), inside(403), "help_offer")],
    "network:withdraw-offer": [deed("help_offer", status=403)],
    "network:confirm-help": [Row(inside(403), inside(403), "help_offer")],
    # ── news ──
    "network:news": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "network:post-news": [Row(inside(200), inside(422))],
    "network:news-item": [read("news_item")],
    "network:change-news": [coordinators("news_item")],
    "network:withdraw-news": [deed("news_item", status=403, coordinator=302)],
    "network:answer-news": [Row(inside(200), inside(422), "news_item")],
    # ── open calls: alpha has no public page ──
    "network:open-calls": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "network:ask-everybody": [coordinators()],
    "network:open-call": [read("open_call")],
    "network:close-open-call": [deed("open_call", status=403, coordinator=302)],
    "network:reopen-open-call": [deed("open_call", status=403, coordinator=409)],
    "network:open-answer": [Row(inside(200), inside(403, coordinator=422), "open_answer")],
    "network:erase-open-answer": [coordinators("open_answer", empty=302)],
    "public:call": [public(404, post=404, args="slug open_call")],
    "public:confirm-answer": [public(404, post=404, args="slug =never-given-out")],
    # ── reach; an ask of the seated one’s organisation, known to the two between which it passes ──
    "network:reach": [read(), Row(inside(200), inside(200), query="?from=body-1&to=2")],
    "network:ask-go-between": [
        Row(inside(200, coordinator=403), inside(422, coordinator=403), refused_first=True)
    ],
    "network:go-between": [Row(inside(404, seated=200), inside(404, seated=422), "between")],
    "network:withdraw-go-between": [deed("between", status=404, seated=403)],
    "network:values": [read()],
    "network:state-value": [coordinators()],
    "network:affirm-value": [Row(inside(200, coordinator=403), inside(422, coordinator=403), "value")],
    "network:retire-value": [deed("value", status=403, coordinator=302)],
}
