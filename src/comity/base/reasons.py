"""Why a coalition's members work together, as agendas and mails repeat it: told by the wing that keeps it."""

from uuid import UUID

from comity.base import registry


def reasons_of(coalition: UUID) -> list[str]:
    """A line for each reason, with today's figure; none where nobody named any."""
    return [line for _, source in registry.reasons.items() for line in source(coalition)]
