from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "comity.base"
    label = "base"

    def ready(self) -> None:
        from comity.base import counting, logs

        logs.on_answer.append(counting.note)
