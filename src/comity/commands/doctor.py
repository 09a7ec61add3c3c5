"""`comity doctor`: is everything well, and if not, what to mend?"""

import argparse

from comity.base import doctor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    """Print every finding with its mend; 1 when one is bad."""
    findings = list(doctor.findings())
    for finding in findings:
        print(finding)
    return int(any(finding.bad for finding in findings))
