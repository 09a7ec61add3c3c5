from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "comity.api"
    label = "api"

    def ready(self) -> None:
        from comity.api import registering

        registering.register()
