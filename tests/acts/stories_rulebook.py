"""Stories of the rulebook's acts."""

from dataclasses import replace

from comity.base.capacity import the_rule
from comity.governing import acts as governing
from comity.governing.models import RulebookVersion
from comity.governing.rulebook import adopted
from comity.governing.rulebook.telling import unasked
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe
from tests.governing.stage import CLOSES, close, say


@story("governing.rulebook.drafted", "governing.rulebook.edited", "governing.rulebook.adopted")
def rules_are_drafted_changed_and_adopted(troupe: Troupe) -> None:
    before = adopted(troupe.coalition.pk, THEN)
    assert before is not None
    draft = governing.draft_rulebook(before.rules, why="Shorter times.", by=tenants(troupe), at=LATER)
    changed = replace(draft.rules, accept_days=20)
    draft = governing.edit_rulebook(draft, rules=changed, by=tenants(troupe), at=LATER)
    governing.adopt_rulebook(draft, by=the_rule(troupe.coalition.pk), at=LATER)
    now = adopted(troupe.coalition.pk, LATER)
    assert now is not None and now.rules.accept_days == 20 and now.based_on_id == before.pk


def proposed(troupe: Troupe) -> RulebookVersion:
    """A version that the members are voting on."""
    before = adopted(troupe.coalition.pk, THEN)
    assert before is not None
    draft = governing.draft_rulebook(before.rules, why="Shorter times.", by=tenants(troupe), at=LATER)
    return governing.propose_rulebook(draft, closes_at=CLOSES, by=tenants(troupe), at=LATER)


@story("governing.rulebook.proposed", "governing.rulebook.accepted", "governing.rulebook.asked")
def rules_are_voted_on_and_accepted(troupe: Troupe) -> None:
    version = proposed(troupe)
    assert version.question is not None
    say(troupe, version.question, at=LATER, HT="yes", OD="yes", HH="yes", DR="no")
    close(version.question)
    version.refresh_from_db()
    assert version.in_force(CLOSES)
    assert unasked(version) == []
    governing.accept_rulebook(version, by=tenants(troupe), at=CLOSES)
    governing.accept_rulebook(version, False, why="Too fast.", by=shelter(troupe), at=CLOSES)
    governing.accept_rulebook(version, by=shelter(troupe), at=CLOSES)
    asked = [troupe.organisations["DR"].pk]
    governing.ask_to_accept(version, asked, by=the_rule(troupe.coalition.pk), at=CLOSES)


@story("governing.rulebook.taken_up", "governing.rulebook.dropped", "governing.rulebook.restored")
def rules_that_were_not_agreed_to_are_taken_up_again(troupe: Troupe) -> None:
    version = proposed(troupe)
    assert version.question is not None
    say(troupe, version.question, at=LATER, HT="yes", OD="no", HH="no", DR="no")
    close(version.question)
    version = governing.take_up_rulebook(version, by=tenants(troupe), at=CLOSES)
    version = governing.drop_rulebook(version, by=tenants(troupe), at=CLOSES)
    governing.restore_rulebook(version, by=tenants(troupe), at=CLOSES)
