"""Reading the network: ties one may see, what they add up to, and the map drawn from them."""

from comity.network.queries.maps import map_of
from comity.network.queries.ties import ties_of, ties_visible_to

__all__ = ["map_of", "ties_of", "ties_visible_to"]
