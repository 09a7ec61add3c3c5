"""`comity doctor`: is everything well, and if not, what to mend?"""

import argparse
import json

from comity.base.doctor import Finding, State, findings, state_of
from comity.base.doctor.outside import send_one

CODES = {State.GOOD: 0, State.MEND: 1, State.TROUBLE: 2}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to answer, and whether to try the mail as far as somebody's mailbox."""
    parser.add_argument("--json", action="store_true", help="answer as JSON, for programs")
    parser.add_argument("--mail-to", metavar="EMAIL", default="", help="send one mail there to try it out")


def run(args: argparse.Namespace) -> int:
    """Print every finding with its mend. 0: all is well; 1: something to mend; 2: trouble, mend it at once."""
    found = findings(deep=True)
    if args.mail_to:
        found.append(send_one(args.mail_to))
    state = state_of(found)
    print(_as_json(found, state) if args.json else "\n".join(map(_line, found)))
    return CODES[state]


def _line(finding: Finding) -> str:
    return f"{_grade(finding):7} {finding.what} {finding.mend}".rstrip()


def _grade(finding: Finding) -> str:
    if finding.ok:
        return "well"
    return "TROUBLE" if finding.grave else "MEND"


def _as_json(found: list[Finding], state: State) -> str:
    rows = [
        {"check": one.check, "state": _grade(one).lower(), "what": one.what, "mend": one.mend} for one in found
    ]
    return json.dumps({"state": state, "findings": rows}, ensure_ascii=False, indent=2)
