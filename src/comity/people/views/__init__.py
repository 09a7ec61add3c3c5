"""Pages of the door, the account and the install."""
