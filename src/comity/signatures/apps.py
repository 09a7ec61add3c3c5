from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "comity.signatures"
    label = "signatures"

    def ready(self) -> None:
        from comity.signatures import registering

        registering.register()
