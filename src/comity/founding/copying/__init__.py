"""The structure of a coalition that one runs, copied into another one that is being founded: no people, no records."""
