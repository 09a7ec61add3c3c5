"""What is kept of the founding of a coalition, a file a subject."""

from comity.founding.models.checklist import ChecklistAnswer, GoingOn

__all__ = ["ChecklistAnswer", "GoingOn"]
