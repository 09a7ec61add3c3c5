"""Found by their names: `migrate`."""
