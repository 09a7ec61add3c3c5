"""The shape of what people type about a coalition, its members, people and bodies. What is allowed, acts decide."""
