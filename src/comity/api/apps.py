from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "comity.api"
    label = "api"

    def ready(self) -> None:
        from comity.api.housekeeping import sweep
        from comity.notices.models import Rhythm
        from comity.notices.schedule import every

        every(Rhythm.HOURLY, "api.sweep", sweep, ":50", for_install=True)
