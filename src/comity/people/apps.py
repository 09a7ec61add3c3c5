from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "comity.people"
    label = "people"

    def ready(self) -> None:
        from comity.base.doctor import CHECKS, Check
        from comity.notices.models import Rhythm
        from comity.notices.schedule import every
        from comity.people import belongings, checks
        from comity.people.housekeeping import sweep

        belongings.register()
        CHECKS.append(Check("provider", checks.provider, deep=True))
        every(Rhythm.DAILY, "people.sweep", sweep, "03:40", for_install=True)
