from django.apps import AppConfig


class PrintsConfig(AppConfig):
    name = "comity.prints"
    label = "prints"

    def ready(self) -> None:
        from comity.prints import registering

        registering.register()
