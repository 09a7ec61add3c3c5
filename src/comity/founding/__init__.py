"""From an idea to a constituted coalition, or to the lighter form that fits better."""
