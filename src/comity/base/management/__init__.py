"""What Comity changes of Django's own commands."""
