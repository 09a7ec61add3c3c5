from django.apps import AppConfig


class GoverningConfig(AppConfig):
    name = "comity.governing"
    label = "governing"
