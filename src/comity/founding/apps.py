from django.apps import AppConfig


class FoundingConfig(AppConfig):
    name = "comity.founding"
    label = "founding"

    def ready(self) -> None:
        from comity.founding import registering

        registering.register()
