"""What is said to the outside, who may clear it, and what the media made of it."""
