"""The wing above all that found, decide, meet, know each other and work: it reads them."""

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "comity.journey"
    label = "journey"

    def ready(self) -> None:
        from comity.journey import registering

        registering.register()
