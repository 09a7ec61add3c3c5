"""The words of the rulebook's data: kinds, methods, and why a rule applies, or none does."""

from collections.abc import Mapping
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.refusal import Bar, Reason
from comity.core.rulebook import kinds, money
from comity.core.rulebook.finding import Missing
from comity.core.rulebook.ruling import NoRuling, Ruling
from comity.core.rulebook.types import Kind

Worded = str | Promise

KINDS: dict[str, Worded] = {
    kinds.SPENDING: gettext_lazy("Spending"),
    kinds.CONTRACTS: gettext_lazy("Contracts and other promises"),
    kinds.BUDGET: gettext_lazy("Sharing out the budget"),
    kinds.PROGRAMME: gettext_lazy("Plans and projects"),
    kinds.MEMBERSHIP: gettext_lazy("Who belongs to us"),
    kinds.ELECTIONS: gettext_lazy("Who fills a seat"),
    kinds.STATEMENTS: gettext_lazy("What we say in public"),
    kinds.RULES: gettext_lazy("Changing these rules"),
    kinds.ENDING: gettext_lazy("Ending the coalition"),
    kinds.WORK: gettext_lazy("A body’s own work"),
}
METHODS: dict[str, Worded] = {
    kinds.MAJORITY: gettext_lazy("simple majority"),
    kinds.ABSOLUTE: gettext_lazy("absolute majority"),
    kinds.QUALIFIED: gettext_lazy("qualified majority"),
    kinds.DOUBLE: gettext_lazy("double majority, of organisations and of weight"),
    kinds.SIDES: gettext_lazy("double majority, of community and of institutions"),
    kinds.CONSENT: gettext_lazy("consent: no open objection"),
    kinds.CONSENSUS: gettext_lazy("consensus: all agree"),
    "approval": gettext_lazy("approval: tick all you can live with"),
    "score": gettext_lazy("scores"),
    "dot": gettext_lazy("dots to share out"),
    "irv": gettext_lazy("ranking, with instant run-off"),
    "scottish-stv": gettext_lazy("ranking, with single transferable vote"),
    "meek": gettext_lazy("ranking, with single transferable vote after Meek"),
    "schulze": gettext_lazy("ranking, compared pair by pair"),
    "budget-greedy": gettext_lazy("projects within a budget, most liked first"),
    "budget-equal-shares": gettext_lazy("projects within a budget, in equal shares"),
}


def kind_in_words(key: str, kind: Kind | None = None) -> str:
    """A kind of matter as people call it; the coalition's own by its own name."""
    return str(KINDS.get(key) or (kind.name if kind else "") or key)


def method_in_words(method: str) -> str:
    """A way of deciding; of a method that came later, the name it brings."""
    known = METHODS.get(method)
    return str(known) if known else render_to_string(f"governing/methods/{method}/name.txt").strip()


def amount_in_words(amount: int, currency: str) -> str:
    """ "5,000 EUR"."""
    separators = {"group": _(","), "point": _(".")}
    return f"{money.plain(amount, currency, **separators)} {currency}"


def why_not(found: NoRuling) -> Reason:
    """Why nothing binding can be decided, and what mends it."""
    told = {
        Missing.NOT_ADOPTED: (
            _("No rulebook is adopted yet, so nothing can be decided that binds."),
            _("Adopt a rulebook first. Advice can be asked for at any time."),
        ),
        Missing.NO_KIND: (
            _("The rulebook has no rule for this kind of matter."),
            _("Choose another kind, or propose a rule for it."),
        ),
        Missing.NO_AMOUNT: (_("Who decides this depends on the amount."), _("Say how much it is.")),
        Missing.NEGATIVE: (_("An amount can’t be below nothing."), _("Say how much it is.")),
        Missing.NO_BAND: (_("The rulebook has no rule for this amount."), _("Propose a rule for it.")),
    }
    return Reason(*told[found.missing], bar=Bar.NOT_NOW)


def routed_in_words(ruling: Ruling, names: Mapping[UUID, str]) -> list[str]:
    """Why smaller bodies may not decide it, one sentence each. names: of the bodies by id."""
    said = _("{body} may decide up to {limit} (clause {clause}); this is {amount}.")
    known = [
        (one, names[body]) for one in ruling.routed if (body := one.way.body) is not None and body in names
    ]
    return [
        said.format(
            body=name, clause=one.clause, limit=amount_in_words(one.limit, ruling.currency),
            amount=amount_in_words(one.amount, ruling.currency),
        )
        for one, name in known
    ]  # fmt: skip
