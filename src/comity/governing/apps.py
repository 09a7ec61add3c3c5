from django.apps import AppConfig


class GoverningConfig(AppConfig):
    name = "comity.governing"
    label = "governing"

    def ready(self) -> None:
        from comity.governing import registering

        registering.register()
