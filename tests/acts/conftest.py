"""The stage for stories about acts."""

from tests.acts.watching import watch

__all__ = ["watch"]
