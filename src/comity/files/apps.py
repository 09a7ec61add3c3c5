from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "comity.files"
    label = "files"

    def ready(self) -> None:
        from comity.files import registering

        registering.register()
