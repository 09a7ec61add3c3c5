from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "comity.base"
    label = "base"
