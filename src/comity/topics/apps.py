from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "comity.topics"
    label = "topics"

    def ready(self) -> None:
        from comity.topics import registering

        registering.register()
