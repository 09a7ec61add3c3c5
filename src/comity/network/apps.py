from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "comity.network"
    label = "network"

    def ready(self) -> None:
        from comity.network import registering

        registering.register()
