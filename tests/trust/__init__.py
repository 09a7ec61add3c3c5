"""What Comity promises, kept at full size by `make trust`; small versions run with all other tests."""
