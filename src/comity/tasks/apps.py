from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "comity.tasks"
    label = "tasks"

    def ready(self) -> None:
        from comity.tasks import registering

        registering.register()
