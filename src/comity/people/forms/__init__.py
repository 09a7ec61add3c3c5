"""The shape of what people type at the door and in their account."""
