"""Who says what about working with whom: (one, other, what the one says, what the other says), rungs 1 to 5, 0 silent."""

TIES: tuple[tuple[str, str, int, int], ...] = (
    ("HT", "LL", 4, 4), ("HT", "RY", 3, 3), ("HT", "EP", 3, 3), ("HT", "OD", 4, 4), ("HT", "NL", 2, 2),
    ("OD", "LL", 4, 4), ("OD", "PK", 5, 5), ("OD", "HD", 5, 5), ("OD", "CH", 2, 2), ("CH", "HD", 2, 2),
    ("CH", "NL", 3, 3), ("NL", "BO", 4, 4), ("BO", "CH", 1, 1), ("PK", "NB", 3, 3), ("NB", "LL", 3, 3),
    ("EP", "PK", 2, 2), ("RY", "EP", 1, 1), ("HT", "CH", 2, 0), ("HT", "DR", 1, 0), ("HT", "SB", 1, 0),
    ("RY", "DR", 1, 0), ("NB", "HT", 2, 0), ("OD", "VC", 2, 0), ("HD", "VC", 1, 0), ("BO", "SB", 1, 0),
    ("LL", "NL", 2, 0), ("BO", "VC", 3, 2),
)  # fmt: skip
