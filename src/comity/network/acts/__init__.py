"""What can be done to the network."""

from comity.network.acts.ties import report_tie

__all__ = ["report_tie"]
