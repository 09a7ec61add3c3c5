"""Why the members work together, with the figures behind it; said again by each member every year."""
