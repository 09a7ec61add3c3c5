"""Stories of prints."""

from unittest.mock import patch

from django.core.files.storage import InMemoryStorage

from comity.base.capacity import the_rule
from comity.prints import jobs, machine
from comity.prints.acts import ask_for_print, print_failed
from comity.prints.models import Print, PrintState
from tests.acts.stories import LATER, shelter, story, tenants
from tests.acts.stories_practice import laid_out
from tests.cast import Troupe


@story("prints.print.asked", "prints.print.made", "prints.print.failed")
def a_sheet_is_printed(troupe: Troupe) -> None:
    sheet, rule = laid_out(troupe, "OD", "HT"), the_rule(troupe.coalition.pk)
    with (
        patch.object(machine, "lacks", lambda: ""),
        patch.object(jobs, "pressed", lambda layout, at: b"%PDF"),
        patch.object(jobs, "default_storage", InMemoryStorage()),
    ):
        print_failed(ask_for_print(sheet, by=tenants(troupe), at=LATER), by=rule, at=LATER)
        one = ask_for_print(sheet, by=shelter(troupe), at=LATER)
        jobs.make.call(coalition=str(troupe.coalition.pk), print=str(one.pk))
    assert Print.objects.get(pk=one.pk).state == PrintState.READY
