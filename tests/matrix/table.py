"""Who gets what at every address, written by hand. An address that is not here fails the build.

Arguments are names of `Things`; "=word" is the word itself. The coordinator wears the hat of the whole coalition.
"""

from dataclasses import replace

from tests.matrix.notation import (
    ABSENT,
    DOOR,
    NOT_ALLOWED,
    SEATED,
    Row,
    coordinators,
    deed,
    everyone,
    inside,
    public,
    read,
    signed_in,
)
from tests.matrix.table_advice import ADVICE
from tests.matrix.table_circles import CIRCLES
from tests.matrix.table_conduct import CONDUCT
from tests.matrix.table_convening import CONVENING
from tests.matrix.table_files import FILES
from tests.matrix.table_founding import FOUNDING
from tests.matrix.table_journey import JOURNEY
from tests.matrix.table_matters import MATTERS
from tests.matrix.table_meetings import MEETINGS
from tests.matrix.table_mission import MISSION
from tests.matrix.table_partners import PARTNERS
from tests.matrix.table_prints import PRINTS
from tests.matrix.table_reach import REACH
from tests.matrix.table_rulebook import RULEBOOK
from tests.matrix.table_rungs import RUNGS
from tests.matrix.table_surveys import SURVEYS
from tests.matrix.table_texts import TEXTS
from tests.matrix.table_trust import TRUST
from tests.matrix.table_waves import WAVES

#: those who hold the vote of an organisation on the roll of the assembly, under the hat they wear
VOTERS = {"member": 200, "double": 200, "seated": 200}
VOTERS_EMPTY = dict.fromkeys(VOTERS, 422)
CLOSED = dict.fromkeys(VOTERS, 409)
#: those who are inside one coalition alone, and are shown in at once
IN_ONE = dict.fromkeys(("member", "voiceless", "seated", "coordinator", "outsider"), DOOR)
#: those who speak for an organisation under the hat they wear
SPEAKERS = {**VOTERS, "voiceless": 200}
#: those who may change the page of the traders: its own people, and the coordinator as it is at home here only
OWN_PAGE = {"member": 200, "voiceless": 200, "coordinator": 200}
OWN_PAGE_EMPTY = dict.fromkeys(OWN_PAGE, 422)
OWN_PAGE_DONE = dict.fromkeys(OWN_PAGE, 302)
NOBODY = {**dict.fromkeys(SPEAKERS, ABSENT), "coordinator": ABSENT}


def account(*, get: int = 200, post: int = 200) -> Row:
    """A page of one's own account."""
    return Row(signed_in(get), signed_in(post))


def account_deed(status: int) -> Row:
    """Something done with one's own account."""
    return Row(everyone(NOT_ALLOWED), signed_in(status))


TABLE: dict[str, list[Row]] = {
    # ── the frame of a coalition ──
    "inside:home": [read()],
    "inside:search": [read(), Row(inside(200), inside(200), query="?q=kanari")],
    "inside:record": [
        read(),
        Row(inside(200), inside(200), query="?q=kanari"),
        Row(inside(200), inside(200), query="?export=xlsx"),
    ],
    "inside:check": [deed(status=200)],
    "inside:entry": [read("entry"), read("secret_entry")],
    "inside:undo": [
        deed("entry", status=409),
        deed("secret_entry", status=404, seated=409, coordinator=409),
    ],
    "inside:export": [read()],
    "inside:export-table": [
        read("=organisations =csv"),
        read("=votes =xlsx"),
        read("=nothing =csv", **NOBODY),
    ],
    "inside:take-along": [deed(status=403, coordinator=302)],
    "inside:parcel": [Row(inside(404, coordinator=200), inside(NOT_ALLOWED), "parcel")],
    # ── organisations ──
    "coalitions:welcome": [read()],
    "coalitions:hat": [deed()],
    "coalitions:organisations": [read(), Row(inside(200), inside(200), query="?export=csv")],
    "coalitions:add-organisation": [
        coordinators(body={"name": "New here", "sector": "citizen", "state": "member"})
    ],
    "coalitions:bring-organisation": [coordinators()],
    "coalitions:organisation": [read("organisation"), read("left"), read("prospect")],
    "coalitions:organisation-mandates": [read("organisation"), read("left"), read("prospect")],
    "coalitions:organisation-history": [read("organisation"), read("left"), read("prospect")],
    "coalitions:edit-organisation": [
        Row(inside(403, **OWN_PAGE), inside(403, **OWN_PAGE_EMPTY), "organisation"),
    ],
    "coalitions:logo": [Row(inside(403, **OWN_PAGE), inside(403, **OWN_PAGE_DONE), "organisation")],
    "coalitions:organisation-right": [
        Row(inside(NOT_ALLOWED), inside(403, **OWN_PAGE_DONE), "organisation"),
    ],
    "coalitions:shown-as": [coordinators("organisation", empty=302)],
    "coalitions:step": [
        coordinators("organisation =suspended"),
        Row(
            inside(403, member=200, coordinator=200),
            inside(403, member=302, coordinator=302),
            "organisation =left",
        ),
        coordinators("prospect =member", empty=302),
        read("organisation =prospect", **NOBODY),
    ],
    "coalitions:stay": [
        Row(inside(NOT_ALLOWED), inside(403, member=409, coordinator=409), "organisation"),
    ],
    "coalitions:merge": [coordinators("organisation")],
    "coalitions:merge-with": [coordinators("organisation other", empty=422)],
    # ── people ──
    "coalitions:people": [read(), Row(inside(200), inside(200), query="?export=xlsx")],
    "coalitions:invite": [Row(inside(200), inside(422))],
    "coalitions:person": [read("person")],
    "coalitions:give-mandate": [Row(inside(200), inside(422), "person")],
    "coalitions:extend-mandate": [
        Row(inside(403, member=200, coordinator=200), inside(403, member=302, coordinator=302), "mandate"),
    ],
    "coalitions:end-mandate": [
        Row(inside(403, member=200, coordinator=200), inside(403, member=302, coordinator=302), "mandate"),
    ],
    "coalitions:invite-again": [
        Row(inside(403, member=200, coordinator=200), inside(403, member=302, coordinator=302), "mandate"),
    ],
    # ── bodies ──
    "coalitions:bodies": [read()],
    "coalitions:add-body": [coordinators()],
    "coalitions:body": [read("body")],
    "coalitions:body-history": [read("body")],
    "coalitions:edit-body": [coordinators("body")],
    "coalitions:end-body": [coordinators("body", empty=302)],
    "coalitions:structure": [coordinators("body", empty=302)],
    "coalitions:add-seat": [coordinators("body")],
    "coalitions:fill-seat": [coordinators("seat")],
    "coalitions:seat-level": [coordinators("seat", empty=302)],
    "coalitions:end-seat": [coordinators("seat", empty=302)],
    "coalitions:end-term": [coordinators("term", empty=302)],
    "coalitions:renew-term": [coordinators("term")],
    "coalitions:settings": [read()],
    "coalitions:edit-settings": [coordinators()],
    "coalitions:stage": [coordinators()],
    # ── decisions ──
    "governing:balance": [
        read("body"),
        Row(inside(200), inside(200), "body", query="?share=all&quorum=none&w-citizen=2"),
    ],
    "governing:balance-csv": [read("body")],
    "governing:register": [
        read(),
        Row(inside(200), inside(200), query="?state=draft"),
        Row(inside(200), inside(200), query="?q=kanari&export=csv"),
    ],
    "governing:new": [Row(inside(200), inside(200))],
    "governing:new-advice": [Row(inside(200), inside(200))],
    "governing:question": [
        read("question"),
        read("decided"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret_decided"),
        Row(inside(404, coordinator=200), inside(404, coordinator=200), "draft"),
    ],
    "governing:edit": [Row(inside(404, coordinator=200), inside(404, coordinator=200), "draft")],
    "governing:open": [
        deed("draft", status=404, coordinator=302),
        deed("question", status=403, coordinator=409),
        deed("secret", status=404, seated=403, coordinator=409),
    ],
    "governing:later": [
        coordinators("question"),
        Row(inside(404, seated=403, coordinator=200), inside(404, seated=403, coordinator=422), "secret"),
    ],
    "governing:withdraw": [
        coordinators("question"),
        Row(inside(404, seated=403, coordinator=200), inside(404, seated=403, coordinator=422), "secret"),
        Row(inside(404, coordinator=200), inside(404, coordinator=302), "draft"),
    ],
    "governing:close": [
        deed("question", status=403, coordinator=409),
        deed("secret", status=404, seated=403, coordinator=409),
    ],
    "governing:answer": [
        Row(inside(403, **VOTERS), inside(403, **VOTERS), "question"),
        Row(inside(404, seated=200, coordinator=403), inside(404, seated=200, coordinator=403), "secret"),
        Row(
            inside(403, member=409, double=409, seated=409),
            inside(403, member=409, double=409, seated=409),
            "decided",
        ),
    ],
    "governing:mark": [
        Row(inside(403, **VOTERS), inside(403, **VOTERS), "question"),
        Row(inside(404, seated=200, coordinator=403), inside(404, seated=200, coordinator=403), "secret"),
        Row(inside(403, **CLOSED), inside(403, **CLOSED), "decided"),
    ],
    "governing:mark-for": [
        Row(inside(403), inside(403), "question other"),
        Row(inside(404, seated=403, coordinator=403), inside(404, seated=403, coordinator=403), "secret other"),
    ],
    "governing:phoned": [
        coordinators("question"),
        Row(inside(404, seated=403, coordinator=200), inside(404, seated=403, coordinator=422), "secret"),
    ],
    "governing:tie": [coordinators("question")],
    "governing:contest": [deed("question late_vote", status=403), deed("question vote", status=404)],
    "governing:proxies": [Row(inside(200), inside(403, **VOTERS_EMPTY))],
    "governing:accept-proxy": [deed("question", status=404), deed("proxy", status=404)],
    "governing:end-proxy": [deed("question", status=404), deed("proxy", status=404)],
    "governing:ways": [
        Row(inside(404, coordinator=200), inside(404, coordinator=200), "draft"),
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "question"),
    ],
    "governing:way": [Row(inside(404, coordinator=200), inside(404, coordinator=422), "draft =irv")],
    "governing:options": [Row(inside(404, coordinator=200), inside(404, coordinator=422), "draft")],
    "governing:object": [
        Row(inside(403, **SPEAKERS), inside(403, **SPEAKERS), "question"),
        Row(inside(404, seated=200, coordinator=403), inside(404, seated=200, coordinator=403), "secret"),
    ],
    "governing:take-back": [
        deed("question objection", status=403),
        deed("secret secret_objection", status=404, seated=403, coordinator=403),
        deed("question secret_objection", status=404),
    ],
    "governing:reply": [
        coordinators("question objection"),
        Row(
            inside(404, seated=403, coordinator=200),
            inside(404, seated=403, coordinator=422),
            "secret secret_objection",
        ),
    ],
    "governing:take-in": [
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "question objection"),
        Row(
            inside(404, seated=403, coordinator=409),
            inside(404, seated=403, coordinator=409),
            "secret secret_objection",
        ),
    ],
    **MATTERS,
    **FOUNDING,
    **PARTNERS,
    **MISSION,
    **CONVENING,
    **JOURNEY,
    **RULEBOOK,
    **RUNGS,
    **ADVICE,
    "governing:receipt": [
        read("decided vote"),
        read("question late_vote"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret_decided secret_vote"),
        Row(inside(404), inside(404), "decided secret_vote"),
    ],
    "governing:json": [
        read("decided"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret_decided"),
        Row(inside(404), inside(404), "question"),
    ],
    "governing:ballots": [
        read("decided =json"),
        Row(inside(404), inside(404), "decided =blt"),
        Row(inside(404), inside(404), "question =json"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret_decided =json"),
    ],
    "governing:csv": [
        read("decided"),
        Row(inside(404, **SEATED), inside(404, **SEATED), "secret_decided"),
    ],
    **CONDUCT,
    **REACH,
    **TRUST,
    **CIRCLES,
    # ── meetings ──
    **MEETINGS,
    # ── topics, tasks, signatures, credit ──
    "topics:topics": [read(), Row(inside(200), inside(200), query="?q=kanari&state=retired")],
    "topics:new": [coordinators(body={"name": "Something new"})],
    "topics:topic": [read("topic")],
    "topics:edit": [coordinators("topic")],
    "topics:merge": [coordinators("topic")],
    "topics:retire": [deed("topic", status=403, coordinator=302)],
    "topics:restore": [deed("topic", status=403, coordinator=409)],
    "tasks:tasks": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "tasks:board": [read()],
    "tasks:new": [Row(inside(200), inside(422))],
    "tasks:task": [read("task"), Row(inside(404, **SEATED), inside(404, **SEATED), "secret_task")],
    "tasks:edit": [
        coordinators("task"),
        Row(inside(404, seated=403, coordinator=200), inside(404, seated=403, coordinator=422), "secret_task"),
    ],
    "tasks:accept": [deed("task", status=403), deed("secret_task", status=404, seated=403, coordinator=403)],
    "tasks:decline": [Row(inside(403), inside(403), "task")],
    "tasks:done": [deed("task", status=403), deed("secret_task", status=404, seated=403, coordinator=403)],
    "tasks:reopen": [deed("task", status=403, coordinator=409)],
    "tasks:hand-over": [Row(inside(403, coordinator=200), inside(403, coordinator=422), "task")],
    "tasks:drop": [deed("task", status=403, coordinator=302)],
    "signatures:sheets": [read(), Row(inside(200), inside(200), query="?q=kanari&format=xlsx")],
    "signatures:new": [Row(inside(200), inside(422))],
    "signatures:sheet": [read("sheet"), Row(inside(404, **SEATED), inside(404, **SEATED), "secret_sheet")],
    "signatures:print": [read("sheet"), Row(inside(404, **SEATED), inside(404, **SEATED), "secret_sheet")],
    "signatures:sign": [
        Row(inside(403, member=200), inside(403, member=422), "sheet", {"typed": "Henk"}, inside(403, member=302)),
        Row(inside(404, seated=403, coordinator=403), inside(404, seated=403, coordinator=403), "secret_sheet"),
    ],
    "signatures:decline": [Row(inside(403, member=200), inside(403, member=422), "sheet")],
    "signatures:withdraw": [Row(inside(403, member=409), inside(403, member=409), "sheet")],
    "signatures:close": [coordinators("sheet", empty=302)],
    "signatures:call-off": [coordinators("sheet")],
    "credits:credits": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "credits:new": [Row(inside(200), inside(422))],
    "credits:order": [deed()],
    "credits:credit": [read("credit"), Row(inside(404, **SEATED), inside(404, **SEATED), "secret_credit")],
    "credits:confirm": [deed("credit", status=403), deed("secret_credit", status=404, seated=403, coordinator=403)],
    "credits:amend": [Row(inside(403), inside(403), "credit")],
    "credits:drop": [deed("credit", status=403, coordinator=302)],
    "credits:naming": [deed("credit", status=403)],
    # ── the network ──
    "network:map": [read(), Row(inside(200), inside(200), query="?around=kanari&source=KANARI-ELSEWHERE")],
    "network:matrix": [read(), Row(inside(200), inside(200), query="?order=group&format=csv")],
    "network:change": [read(), Row(inside(200), inside(200), query="?on=kanari&since=2026-01-01&rung=3")],
    "network:draw": [deed()],
    "network:map-paper": [Row(inside(302), inside(302))],
    "network:download": [
        read("=map =svg"),
        read("=measures =csv"),
        read("=network =graphml"),
        read("=network =gexf"),
        read("=network =net"),
        read("=network =json"),
        read("=elements =csv"),
        read("=connections =csv"),
        read("=matrix =csv"),
        read("=nodes =csv"),
        read("=ties =csv"),
        read("=data =json"),
        read("=map =csv", **NOBODY),
    ],
    "network:ties": [read(), Row(inside(200), inside(200), query="?export=csv")],
    "network:say": [Row(inside(403, **SPEAKERS), inside(403, **SPEAKERS))],
    "network:end-tie": [deed("tie", status=403), deed("named_tie", status=404, seated=302)],
    "network:roster": [coordinators()],
    "network:roster-draft": [replace(coordinators("roster"), refused_first=True)],
    "network:roster-problems": [
        Row(inside(403, coordinator=200), inside(403, coordinator=200), "roster", refused_first=True),
    ],
    # ── the door ──
    "people:sign-in": [Row(everyone(DOOR, stranger=200), everyone(DOOR, stranger=200))],
    "account_login": [Row(everyone(DOOR, stranger=200), everyone(DOOR, stranger=200))],
    "mfa_authenticate": [Row(everyone(DOOR), everyone(DOOR))],
    "people:code": [public(post=200)],
    "people:name": [public(DOOR, post=DOOR)],
    "people:password-sign-in": [public(NOT_ALLOWED, post=200)],
    "people:passkey-sign-in": [public(NOT_ALLOWED, post=200)],
    "people:passkey-options": [public(NOT_ALLOWED, post=200)],
    "people:second-options": [public(NOT_ALLOWED, post=DOOR)],
    "people:link": [public(404, post=404, args="=nonsense")],
    # no provider is named in these tests
    "people:elsewhere": [public(404)],
    "people:elsewhere-back": [public(404)],
    "people:sign-out": [public(NOT_ALLOWED, post=302)],
    "people:demo": [public(404, post=404, args="=nonsense")],
    # ── one's own account ──
    "people:account": [account()],
    "people:sure": [account()],
    "people:sure-options": [account_deed(200)],
    "people:profile": [account(post=200)],
    "people:addresses": [account(post=200)],
    "people:change-address": [account_deed(404)],  # an address that is not one's own is absent
    "people:mails": [account(post=302)],
    "people:want-again": [account_deed(302)],
    "people:sittings": [account()],
    "people:end-sitting": [account_deed(302)],
    "people:password": [account()],
    "people:second-factor": [account()],
    "people:app": [account(get=302, post=302)],
    "people:new-passkey-options": [account_deed(200)],
    "people:add-passkey": [account_deed(302)],
    "people:codes": [account_deed(409)],  # nobody here has a second factor to recover
    "people:remove-factor": [Row(everyone(NOT_ALLOWED), signed_in(404), "=1")],
    "people:data": [Row(signed_in(200), everyone(NOT_ALLOWED))],
    "people:erase": [account()],
    "people:erased": [public(post=200)],
    "people:install": [Row(signed_in(404, administrator=200), everyone(NOT_ALLOWED))],
    "people:metrics": [Row(signed_in(404, administrator=200), everyone(NOT_ALLOWED))],
    "people:send-again": [Row(everyone(NOT_ALLOWED), signed_in(404), "entry")],
    "people:logo": [public(404, args="organisation")],
    # ── mails ──
    "notices:link": [public(404, post=404, args="=nonsense")],
    "notices:unsubscribe": [public(404, post=404, args="=nonsense")],
    "notices:mailbox": [public(404, post=404)],
    "notices:letter": [public(404, post=404, args="entry")],
    "notices:sheet": [public(404, post=404, args="entry")],
    # ── outside any coalition ──
    "start:coalition": [account()],
    "public:front": [
        Row(
            everyone(200, member=302, voiceless=302, seated=302, coordinator=302, outsider=302),
            everyone(NOT_ALLOWED),
        )
    ],
    "public:robots": [public()],
    "api:docs": [public()],
    "api:tokens": [account()],
    "api:new-token": [Row(signed_in(200), signed_in(422))],
    "api:revoke-token": [Row(everyone(NOT_ALLOWED), signed_in(404), "=01993b7e-5c1a-7d3e-8f00-5d1f2a3b4c5d")],
    "api:openapi": [public()],
    "public:coalition": [public(404, args="slug")],
    "public:organisation": [public(404, args="organisation")],
    "web:theme": [public(NOT_ALLOWED, post=302)],
    "web:language": [public(NOT_ALLOWED, post=302)],
    "web:help": [public(post=200)],
    "web:help-topic": [public(post=200, args="=vote"), public(404, post=404, args="=nothing")],
    "web:paste": [account()],
    # ── for whoever watches over the install; no worker is alive in these tests ──
    "web:healthz": [public(503)],
    "web:readyz": [public()],
}
TABLE |= TEXTS
TABLE |= FILES
TABLE |= PRINTS
TABLE |= WAVES
TABLE |= SURVEYS
