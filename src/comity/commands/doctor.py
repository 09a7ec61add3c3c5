"""`comity doctor`: is everything well, and if not, what to mend?"""

import argparse

from comity.base.doctor import findings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    """Print every finding with its mend; 1 when one is bad."""
    found = findings()
    for finding in found:
        print(f"{'well ' if finding.ok else 'MEND '} {finding.what} {finding.mend}".rstrip())
    return int(any(not finding.ok for finding in found))
