from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "comity.people"
    label = "people"

    def ready(self) -> None:
        from comity.notices.models import Rhythm
        from comity.notices.schedule import every
        from comity.people.housekeeping import sweep

        every(Rhythm.DAILY, "people.sweep", sweep, "03:40", for_install=True)
