"""Meetings in figures: when they recur, how an agenda fills its time, who is there when, what is told in time."""
