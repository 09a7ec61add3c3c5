"""`comity administrator EMAIL`: let a person run this install."""

import argparse
import sys

from django.core.exceptions import ValidationError

from comity.base.capacity import the_rule
from comity.base.clock import now
from comity.people.acts import make_administrator, register_person
from comity.people.acts.persons import person_with
from comity.people.keys import hand_over_link


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom."""
    parser.add_argument("email", metavar="EMAIL", help="the person's address; they are entered if unknown")
    parser.add_argument("--name", default="", help="the person's name, if they are not known yet")


def run(args: argparse.Namespace) -> int:
    """Enter the person if need be, make them an administrator, and hand over a link that signs them in once."""
    by, at = the_rule(None), now()
    try:
        person = person_with(args.email) or register_person(
            name=args.name or args.email.partition("@")[0], email=args.email, by=by, at=at
        )
    except ValidationError as error:
        print(" ".join(error.messages), file=sys.stderr)
        return 1
    make_administrator(person, by=by, at=at)
    print(f"{person.name} ({person.email}) administers this install. They see no confidential content in it.")
    print(f"For ten minutes, once, this link signs them in: {hand_over_link(person, at=at)}")
    return 0
