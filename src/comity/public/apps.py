from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "comity.public"
    label = "public"
