"""What keeps an install's data safe: backups, their restoring, and moving from one database to the other."""
