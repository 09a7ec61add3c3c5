"""What these acts change, their entries tell."""

from datetime import timedelta

from comity.audit.models import Entry
from comity.audit.verify import verify
from comity.network.acts import end_tie, take_roster_back
from tests.cast import THEN
from tests.network.stage import LIST, PEOPLE, TIES, contents_of_everything, imported, tell

#: the record itself, the index and the overview made from it, and rows that belong to a person's own row
BESIDE = {
    "audit.chainhead", "audit.entry", "audit.entrywords", "audit.entrything", "base.findable", "account.emailaddress",
    "network.keptoverview",
}  # fmt: skip


def told_by_the_last_entry(home, before):
    """Rows changed since `before` that the newest entry does not name."""
    after = contents_of_everything()
    changed = {key for key in after.keys() | before.keys() if after.get(key) != before.get(key)}
    entry = Entry.objects.filter(chain=home.coalition.pk).order_by("-seq")[0]
    named = {(label, str(thing)) for label, thing in entry.things.values_list("label", "thing")}
    return {key for key in changed if key[0] not in BESIDE} - named


def test_every_row_an_act_changes_stands_in_its_entry(home):
    before = contents_of_everything()
    imported(home, organisations=LIST + "Open Door Shelter,,Saltmere\n", people=PEOPLE, ties=TIES)
    assert told_by_the_last_entry(home, before) == set()
    assert contents_of_everything() != before
    before = contents_of_everything()
    with home.scope():
        take_roster_back(Entry.objects.get(act="network.roster.imported"), by=home.by, at=THEN)
    assert told_by_the_last_entry(home, before) == set()
    before = contents_of_everything()
    tie = tell(home, "Marta", "OD", "DR", 3)
    assert told_by_the_last_entry(home, before) == set()
    before = contents_of_everything()
    with home.scope():
        end_tie(tie, by=home.hat(home.people["Marta"], home.organisations["OD"]), at=THEN + timedelta(days=1))
    assert told_by_the_last_entry(home, before) == set()
    assert list(verify(home.coalition.pk)) == []
