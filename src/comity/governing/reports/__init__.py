"""Reporting back at home: what representatives owe their organisations after a decision or a meeting."""
