"""The crawl walks through the world of the matrix."""

from tests.matrix.conftest import world

__all__ = ["world"]
