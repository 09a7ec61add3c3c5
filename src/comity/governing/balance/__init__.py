"""How seats and voting power are shared in a body, as it is and as it would be."""

from comity.governing.balance.asked import Asked, asked_of
from comity.governing.balance.reading import Balance, balance_of

__all__ = ["Asked", "Balance", "asked_of", "balance_of"]
