"""The operations, one file a wing."""
