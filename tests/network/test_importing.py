"""`comity import`: the same act and the same messages as on the web."""

import pytest

from comity.audit.models import Entry
from comity.cli import main
from comity.coalitions.models import Coalition, Mandate, Power
from comity.coalitions.queries import members_of
from comity.network.models import Tie
from comity.people.models import Person
from tests.network.stage import HALF, LIST, PEOPLE, TIES, rows_of_everything

AB, LOOSE = "name\nA\nB\n", "from,to,level\nA,B,loosely\n"


@pytest.fixture
def files(tmp_path):
    """Writes lists and gives the options that name them: `files(organisations=…)`."""

    def written(**lists):
        for kind, text in lists.items():
            (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
        return [part for kind in lists for part in (f"--{kind}", str(tmp_path / f"{kind}.csv"))]

    return written


def test_into_a_coalition_by_one_of_its_coordinators(home, files, capsys):
    given = files(organisations=LIST, people=PEOPLE, ties=TIES)
    who = ["--coalition", home.coalition.slug, "--as", home.coordinator.email]
    assert main(["import", *who, *given, "--dry-run"]) == 0
    assert "Would be entered: 3 organisations, 2 people, 3 mandates, 2 ties." in capsys.readouterr().out
    assert members_of(home.coalition.pk).count() == 4
    assert main(["import", *who, *given]) == 0
    assert "Entered: 3 new organisations, 2 people, 2 ties." in capsys.readouterr().out
    entry = Entry.objects.filter(chain=home.coalition.pk).order_by("-seq")[0]
    assert entry.act == "network.roster.imported" and entry.person == home.coordinator.pk
    assert members_of(home.coalition.pk).count() == 7
    assert main(["import", *who, *given]) == 0  # the same list again changes no organisation
    assert members_of(home.coalition.pk).count() == 7


def test_who_does_not_coordinate_is_refused_and_learns_why(home, files, capsys):
    before = rows_of_everything()
    who = ["--coalition", home.coalition.slug, "--as", home.people["Marta"].email]
    for more in ([], ["--dry-run"]):
        assert main(["import", *who, *files(organisations=LIST), *more]) == 1
        assert "A coordinator of the coalition can." in capsys.readouterr().err
    assert rows_of_everything() == before


@pytest.mark.parametrize(
    "lists, options, said",
    [
        ({"organisations": HALF}, [], "Organisations, row 4, column “website”: “not a site”: This is no web address."),
        ({"organisations": 'name\n"Port\n'}, [], "quotation mark"),
        ({"ties": LOOSE, "organisations": AB}, [], "Nobody has said yet how close this is."),
        ({"organisations": LIST}, ["--map", "nothing=name"], "Write COLUMN=FIELD."),
        ({"organisations": AB, "ties": LOOSE}, ["--level", "loosely=9"], "with a rung from 0 to 5"),
        ({"organisations": f"name\n{'Long ' * 34}\n"}, [], "160 characters"),
        ({}, [], "Give at least one list"),
    ],
    ids=["half", "quote", "level", "map", "rung", "long", "none"],
)
def test_bad_input_ends_with_two_and_nothing_is_kept(db, files, capsys, lists, options, said):
    before = rows_of_everything()
    new = ["--new", "Port Together", "--coordinator", "ida@example.org"]
    assert main(["import", *new, *files(**lists), *options]) == 2
    assert said in capsys.readouterr().err
    assert rows_of_everything() == before


def test_a_file_that_is_not_there(home, capsys):
    who = ["--coalition", home.coalition.slug, "--as", home.coordinator.email]
    assert main(["import", *who, "--organisations", "nowhere.csv"]) == 2
    assert "can't be opened" in capsys.readouterr().err


def test_unknown_coalition_and_unknown_person(home, files, capsys):
    given = files(organisations=LIST)
    assert main(["import", "--coalition", "nowhere", "--as", home.coordinator.email, *given]) == 2
    assert main(["import", "--coalition", home.coalition.slug, "--as", "nobody@example.org", *given]) == 2
    assert "There is no coalition “nowhere”." in capsys.readouterr().err


def test_columns_words_and_sides_can_be_told(db, files):
    given = files(organisations="thing\nA\nB\n", ties="p,q,how\nA,B,stars\n")
    told = ["--map", "thing=name", "--map", "p=from", "--map", "q=to", "--map", "how=level", "--level", "stars=5"]
    new = ["--new", "Port Together", "--coordinator", "ida@example.org"]
    assert main(["import", *new, *given, *told, "--ties-say", "list"]) == 0
    coalition = Coalition.objects.get()
    from django_scopes import scope

    with scope(coalition=coalition.pk):
        tie = Tie.objects.get()
        assert Mandate.objects.get(coordinates=True).person == Person.objects.get(email="ida@example.org")
    assert (tie.list_says, tie.source) == (5, "ties.csv")


def test_the_first_person_votes_only_when_told(db, files):
    given = files(organisations="name,contact,contact email\nA,Ada,ada@example.org\nB,Ben,ben@example.org\n")
    new = ["--new", "Port Together", "--coordinator", "ida@example.org"]
    assert main(["import", *new, *given, "--first-votes", "--prospects"]) == 0
    from django_scopes import scopes_disabled

    with scopes_disabled():
        assert all(Power.VOTE in m.powers for m in Mandate.objects.filter(organisation__isnull=False))
    assert members_of(Coalition.objects.get().pk).count() == 0
