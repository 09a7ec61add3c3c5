from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "comity.notices"
    label = "notices"
