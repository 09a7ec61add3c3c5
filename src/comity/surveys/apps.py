from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "comity.surveys"
    label = "surveys"

    def ready(self) -> None:
        from comity.surveys import registering

        registering.register()
