"""Matters: when a question on them may close, and on which grounds a decided one may be taken up again."""
