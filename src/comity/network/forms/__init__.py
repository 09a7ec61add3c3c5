"""What people type about rosters and ties."""
