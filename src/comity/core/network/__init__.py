"""Networks of organisations: reports → dyads → ties, what they measure, and how they are drawn."""
