"""News that members post for each other."""
