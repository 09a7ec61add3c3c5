from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "comity.meetings"
    label = "meetings"

    def ready(self) -> None:
        from comity.meetings import registering

        registering.register()
