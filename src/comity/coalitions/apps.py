from django.apps import AppConfig


class CoalitionsConfig(AppConfig):
    name = "comity.coalitions"
    label = "coalitions"
