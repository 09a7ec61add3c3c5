from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "comity.network"
    label = "network"
