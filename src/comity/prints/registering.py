"""What this room tells those below: filled in once, when the apps are ready."""

from comity.base import doctor
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging
from comity.prints import jobs, machine
from comity.prints.models import Print


def register() -> None:
    """Fill the registries."""
    doctor.CHECKS.append(doctor.Check("pdf", machine.look, alone=True))
    every(Rhythm.DAILY, "prints.sweep", jobs.sweep, "04:20")
    register_belonging("prints", Print, "coalition", "held_by", "held_id", "state", "asked_at", "made_at", "expires_at")
