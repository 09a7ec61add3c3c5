"""A coalition's first data: tables of organisations, people and ties, read into typed rows or told what to mend."""
