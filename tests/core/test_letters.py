"""A mail's own words apart from what it quotes, and subjects laid bare."""

import pytest

from comity.core.letters import bare_subject, split_quoted

pytestmark = pytest.mark.row("R12")

OWN = "Yes, I send you ours."
BELOW = [
    "On Mon, 2 Mar 2026 at 10:00, Marta Lind <marta@example.org> wrote:\n> Has anyone one?",
    "On Mon, 2 Mar 2026 at 10:00, Marta Lind\n<marta@example.org> wrote:\n\n> Has anyone one?",
    "Am 02.03.26 um 10:00 schrieb Marta Lind:\n> Hat jemand eine?",
    "Le lun. 2 mars 2026 à 10:00, Marta Lind a écrit :\n> Quelqu’un en a une ?",
    "-----Original Message-----\nFrom: Marta Lind\nHas anyone one?",
    "________________________________\nFrom: Marta Lind <marta@example.org>\nSent: Monday\nTo: all\n\nHas anyone one?",
    "From: Marta Lind <marta@example.org>\nSent: Monday, 2 March 2026 10:00\nTo: Writers\nSubject: Budgets\n\nHas",
    "Von: Marta Lind <marta@example.org>\nGesendet: Montag, 2. März 2026 10:00\nAn: Alle\nBetreff: Budgets\n\nHat",
    "> Has anyone one?\n> Marta",
    "-- \nHenk Baas\nDock Road 17",
]


@pytest.mark.parametrize("below", BELOW)
def test_what_stands_below_is_cut_off_and_kept_apart(below: str) -> None:
    said = split_quoted(f"{OWN}\n\n{below}")
    assert said.own == OWN and said.quoted == below.strip()


@pytest.mark.parametrize("text", [
    OWN, "First.\n\nSecond.", "I wrote:\nthe sum is 3.", "> Has anyone one?\n\nYes, below your words.",
    "Hello\n> What?\nThis.\n> And when?\nThen.", "> only a quotation", "-- \nonly a signature", "",
    "Costs: 3\nIncome: 4\nRest: 1", "He wrote to me.\nIt was good.", "- a list\n- of two\n--- and a stroke",
])  # fmt: skip
def test_whoever_answers_between_the_lines_or_quotes_nothing_keeps_all(text: str) -> None:
    assert split_quoted(text).own == text.strip() and split_quoted(text).quoted == ""


@pytest.mark.parametrize(("subject", "bare", "again"), [
    ("Budgets", "Budgets", False), ("Re: Budgets", "Budgets", True), ("[Grant writers] Budgets", "Budgets", False),
    ("Re: [Grant Writers] AW: Budgets", "Budgets", True), ("RE[2]: Fwd: Budgets", "Budgets", True),
    ("[Other list] Budgets", "[Other list] Budgets", False), ("Regional budgets", "Regional budgets", False),
    ("", "", False), ("Re:", "", True), ("SV : Budgets", "Budgets", True),
])  # fmt: skip
def test_a_subject_is_laid_bare(subject: str, bare: str, again: bool) -> None:
    assert bare_subject(subject, "Grant writers") == (bare, again)


def test_a_text_of_many_lines_is_read_in_no_time() -> None:
    text = "word\n" * 20_000 + "> a\n" * 20_000
    assert split_quoted(text).own.startswith("word")
    assert split_quoted("wrote" * 20_000 + "\n" + " " * 20_000 + ":").own
