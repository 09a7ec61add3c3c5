"""Words to things, on both databases behind one function."""

from comity.base.search.finding import Hit, find
from comity.base.search.indexing import index, rebuild

__all__ = ["Hit", "find", "index", "rebuild"]
