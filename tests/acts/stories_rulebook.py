"""Stories of the rulebook's acts."""

from dataclasses import replace

from comity.base.capacity import the_rule
from comity.governing import acts as governing
from comity.governing.rulebook import adopted
from tests.acts.stories import LATER, story, tenants
from tests.cast import THEN, Troupe


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
