"""What surrounds the votes on a matter: freezing, sharing, asking, reviewing, reopening."""
