"""The founding meeting: invitations, introductions, reservations, formal approval, constitution."""
