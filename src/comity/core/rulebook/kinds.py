"""The kinds of matter that Comity knows, and the ways of deciding that a rulebook may name."""

from comity.core.ballots.methods import Marks, methods

#: kinds in the order of the charter; those of MONEY are decided by amount
SPENDING, CONTRACTS, BUDGET = "spending", "contracts", "budget"
MEMBERSHIP, ELECTIONS, PROGRAMME = "membership", "elections", "programme"
STATEMENTS, RULES, ENDING, WORK = "statements", "rules", "ending", "work"
KNOWN = (SPENDING, CONTRACTS, BUDGET, PROGRAMME, MEMBERSHIP, ELECTIONS, STATEMENTS, RULES, ENDING, WORK)
MONEY = frozenset({SPENDING, CONTRACTS})
#: what a coalition adds has a key that begins so, and a name
OWN = "own-"
#: without these nothing could ever change
NEEDED = (RULES,)

MAJORITY, ABSOLUTE, QUALIFIED = "majority", "absolute", "qualified"
DOUBLE, SIDES = "double", "double-sides"
CONSENT, CONSENSUS = "consent", "consensus"
#: a text is agreed to or not; `DOUBLE` asks organisations and weight, `SIDES` the community and the institutions
YES_NO = (MAJORITY, ABSOLUTE, QUALIFIED, DOUBLE, SIDES, CONSENT, CONSENSUS)
#: an open objection halts these
HALTED = frozenset({CONSENT, CONSENSUS})


def ways() -> tuple[str, ...]:
    """Every method a rulebook may name: on a text first, then among options."""
    return (*YES_NO, *sorted(name for name, one in methods().items() if one.marks is not Marks.ANSWER))
