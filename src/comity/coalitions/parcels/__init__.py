"""Packing a whole coalition: what anyone may read and what only members may, in formats that any tool opens."""

from comity.coalitions.parcels.packing import pack

__all__ = ["pack"]
