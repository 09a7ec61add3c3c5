from django.apps import AppConfig


class CreditsConfig(AppConfig):
    name = "comity.credits"
    label = "credits"

    def ready(self) -> None:
        from comity.credits import registering

        registering.register()
