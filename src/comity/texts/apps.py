from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "comity.texts"
    label = "texts"

    def ready(self) -> None:
        from comity.texts import registering

        registering.register()
