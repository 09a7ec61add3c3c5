"""Found a coalition, bring in its members, adopt a rulebook, ask a question, vote, close, check the sealed decision.

Needs Python and nothing else. Make a token with all scopes in your account, then:

    COMITY_URL=http://localhost:8000 COMITY_TOKEN=comity_… python found_and_vote.py
"""

import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime, timedelta

URL = os.environ.get("COMITY_URL", "http://localhost:8000").rstrip("/")
TOKEN = os.environ["COMITY_TOKEN"]

MEMBERS = """name,sector,place
Boat School,citizen,Saltmere
Lamp Keepers,nonprofit,Saltmere
Quay Council,public,Saltmere
"""
TIES = """from,to,level
Boat School,Lamp Keepers,cooperation
Lamp Keepers,Quay Council,networking
"""


def call(method, path, body=None, hat=""):
    """One request. Writes carry a key, so that trying again does nothing twice."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    if hat:
        headers["Acting-As"] = hat
    if method == "POST":
        headers["Idempotency-Key"] = str(uuid.uuid4())
    data = None if body is None else json.dumps(body).encode()
    for _attempt in range(5):
        request = urllib.request.Request(f"{URL}/api/v1{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as fault:
            problem = json.load(fault)
            if "Retry-After" not in fault.headers:
                sys.exit(f"{problem['title']}: {problem['detail']} {problem.get('fields', '')}")
            time.sleep(int(fault.headers["Retry-After"]))
    sys.exit("The server is busy. Try again later.")


def main():
    me = call("GET", "/me")
    print(f"Hello {me['name']}.")

    # A coalition, with our own organisation as its first member.
    own = {"name": "Harbour Tenants’ Union", "sector": "citizen", "place": "Saltmere"}
    coalition = call("POST", "/coalitions", {"name": "Harbour Lights", "place": "Saltmere", "own": own})
    base = f"/coalitions/{coalition['id']}"
    assembly = call("GET", f"{base}/bodies")["items"][0]
    coordinator = f"body:{assembly['id']}"
    print(f"Founded {coalition['name']}.")

    # The others, from a list. It is checked first; what is wrong names its row and column.
    roster = call("POST", f"{base}/rosters", {"organisations": MEMBERS, "ties": TIES}, coordinator)
    for one in roster["problems"]:
        print(f"Row {one['row']}, {one['column']}: {one['says']} {one['mend']}")
    if roster["problems"]:
        sys.exit(1)
    call("POST", f"{base}/rosters/{roster['id']}/enter", hat=coordinator)
    members = call("GET", f"{base}/organisations?state=member&limit=100")["items"]
    print(f"{len(members)} members; {call('GET', f'{base}/map')['stats'][0]['number']}.")

    # Until their own people come in, we vote for the others, as they asked us to.
    for one in members:
        if one["name"] != own["name"]:
            mandate = {"whom": one["id"], "powers": ["speak", "vote"]}
            call("POST", f"{base}/people/{me['id']}/mandates", mandate, coordinator)

    # The rules: begun from a preset, put to the founders, adopted by their vote. Before that nothing binds.
    closes = (datetime.now(UTC) + timedelta(days=14)).isoformat(timespec="seconds")
    draft = call("POST", f"{base}/rulebook/versions", {"preset": "simple", "why": "Our first rules."}, coordinator)
    rules = f"{base}/rulebook/versions/{draft['number']}"
    put = call("POST", f"{rules}/propose", {"closes_at": closes, "founders": "all"}, coordinator)
    for one in members:
        call("POST", f"{base}/questions/{put['question']}/votes", {"choice": "yes"}, f"organisation:{one['id']}")
    call("POST", f"{base}/questions/{put['question']}/close", hat=coordinator)
    for one in members:
        call("POST", f"{rules}/acceptances", {"accepted": True}, f"organisation:{one['id']}")
    ruling = call("GET", f"{base}/rulebook/ruling?kind=spending&amount=180000")
    print(f"Rulebook {ruling['number']} is in force: clause {ruling['clause']} says {ruling['method']}.")

    # A question to the assembly, opened at once.
    question = call("POST", f"{base}/questions", {
        "title": "Light the quay all night?", "lede": "Twelve lamps, shared by all of us.", "body": assembly["id"],
        "share": "two-thirds", "quorum": "half", "closes_at": closes,
    }, coordinator)  # fmt: skip
    question = call("POST", f"{base}/questions/{question['id']}/open", hat=coordinator)
    path = f"{base}/questions/{question['id']}"
    print(f"{question['code']} is open: {question['rule']['in_words']}")

    # Every organisation answers under its own hat.
    for place, one in enumerate(question["roll"]):
        answer = {"choice": "no" if place == 0 else "yes", "why": "As our members decided."}
        vote = call("POST", f"{path}/votes", answer, f"organisation:{one['id']}")
        print(f"{one['name']}: {vote['choice']}, receipt {vote['receipt'][:16]}")

    # All have answered, so it need not wait. The seal is the fingerprint of the decision's text.
    outcome = call("POST", f"{path}/close", hat=coordinator)["outcome"]
    sealed = call("GET", f"{path}/decision")
    assert hashlib.sha256(sealed["text"].encode()).hexdigest() == sealed["seal"] == outcome["seal"]
    assert call("POST", f"{base}/record/check", {"head": ""}, coordinator)["whole"]
    word = "Agreed" if outcome["carried"] else "Not agreed"
    print(f"{word}: {outcome['yes']} to {outcome['no']}. Sealed as {sealed['seal'][:16]}; the record is whole.")


if __name__ == "__main__":
    main()
