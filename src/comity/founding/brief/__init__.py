"""Step one: four questions, answered by each founder for itself, then side by side."""
