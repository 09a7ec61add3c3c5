from django.apps import AppConfig


class CoalitionsConfig(AppConfig):
    name = "comity.coalitions"
    label = "coalitions"

    def ready(self) -> None:
        from comity.coalitions.notices import invented_people, places
        from comity.notices import above

        above.places.register("coalitions", places)
        above.invented.register("people", invented_people)
