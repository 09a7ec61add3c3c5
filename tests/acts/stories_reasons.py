"""Stories of the reasons: named, taken out and in again, asked about, and said again."""

from comity.founding.models import Reaffirmation, ReasonKind
from comity.founding.reasons import acts
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe


@story("founding.reason.named", "founding.reason.dropped", "founding.reason.restored")
def a_reason_is_named_taken_out_and_in_again(troupe: Troupe) -> None:
    row = acts.name_reason(
        ReasonKind.DRAWBACK, words="It costs evenings.", counter="One evening a month.", by=tenants(troupe), at=THEN
    )
    acts.drop_reason(row, by=tenants(troupe), at=LATER)
    acts.restore_reason(row, by=tenants(troupe), at=LATER)


@story("founding.reasons.asked", "founding.reasons.reaffirmed")
def members_are_asked_and_stand_by_it(troupe: Troupe) -> None:
    acts.name_reason(ReasonKind.NUMBERS, words="We are many.", by=tenants(troupe), at=THEN)
    acts.ask_again(by=troupe.by, at=THEN)
    acts.reaffirm(True, words="A warm room.", by=shelter(troupe), at=LATER)
    acts.reaffirm(False, words="No rooms any more.", by=shelter(troupe), at=LATER)
    with troupe.scope():
        assert Reaffirmation.objects.get(replaced_at=None).stands is False
