from django.apps import AppConfig


class CoalitionsConfig(AppConfig):
    name = "comity.coalitions"
    label = "coalitions"

    def ready(self) -> None:
        from comity.coalitions import registering
        from comity.coalitions.notices import digest_readers, invented_people, places
        from comity.notices import above, digest

        above.places.register("coalitions", places)
        above.invented.register("people", invented_people)
        digest.members.register("coalitions", digest_readers)
        registering.register()
