"""The pages of questions, answers and decisions."""
