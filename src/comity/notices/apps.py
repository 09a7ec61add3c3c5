from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class NoticesConfig(AppConfig):
    name = "comity.notices"
    label = "notices"

    def ready(self) -> None:
        from comity.base.doctor import CHECKS, Check
        from comity.notices import checks
        from comity.notices.digest import KIND, send_digests
        from comity.notices.housekeeping import check_record, tidy_up
        from comity.notices.mails import register_kind
        from comity.notices.models import Rhythm
        from comity.notices.schedule import every

        for name in ("worker", "jobs", "mails", "records"):
            CHECKS.append(Check(name, getattr(checks, name)))
        register_kind(KIND, gettext_lazy("The weekly digest"))
        every(Rhythm.WEEKLY, "notices.digest", send_digests, "Mon 08:00")
        every(Rhythm.DAILY, "notices.tidy", tidy_up, "03:30", for_install=True)
        every(Rhythm.WEEKLY, "audit.check", check_record, "Sun 04:10")
        every(Rhythm.WEEKLY, "audit.check_install", check_record, "Sun 04:10", for_install=True)
