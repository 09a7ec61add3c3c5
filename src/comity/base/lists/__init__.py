"""Lists of like things: declared once, then searched, filtered, sorted, paged, exported and linked to."""

from comity.base.lists.columns import Column
from comity.base.lists.filters import Choose, Words
from comity.base.lists.listing import Empty, Listing, Page

__all__ = ["Choose", "Column", "Empty", "Listing", "Page", "Words"]
