"""What the items of evidence are called, and how rungs are told."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.core.network.rungs import ITEMS, State
from comity.network.models import Rung

#: item → what it says of the two
ITEM_WORDS: dict[str, Promise] = {
    "news_answered": _("One answered the other’s news"),
    "calendars_subscribed": _("Each has the other’s calendar"),
    "event_attended": _("Both came to the same lunch, seminar or meeting"),
    "services_exchanged": _("They told each other which services they offer"),
    "circle_posted": _("Both wrote in the same circle"),
    "help_given": _("One gave the other a small piece of help"),
    "event_moved": _("One moved a date so that it suits the other"),
    "hours_changed": _("Opening hours were changed to fill a gap"),
    "overlap_resolved": _("Two services that did the same were sorted out"),
    "intake_shared": _("People are asked once for both"),
    "sequences_aligned": _("Courses begin when the other’s end"),
    "referrals_accepted": _("People sent over were taken in"),
    "paper_signed": _("Both signed how each does its part"),
    "space_lent": _("A room or equipment was lent"),
    "hours_lent": _("Staff or volunteers worked for the other"),
    "expertise_given": _("One advised or trained the other"),
    "fund_pooled": _("Both paid into one pot"),
    "product_joint": _("Both put hours into one piece of work"),
    "ownership_shared": _("Something belongs to both, by agreement"),
    "bid_joint": _("They applied for money together, with agreed shares"),
    "event_cosponsored": _("They held an event together, with a gain for each"),
    "aim_measured": _("One helped the other grow able, by a measured aim"),
    "loss_split": _("They agreed how a loss would be shared"),
    "work_in_band": _("Each carries the share of work that was agreed"),
    "credit_both": _("Both are credited for the same thing"),
}
#: rung → what it takes
RUNG_WORDS: dict[int, Promise] = {
    0: _("Nothing shows yet that the two work together."),
    1: _("They know of each other and exchange news."),
    2: _("They change dates, hours or services for each other."),
    3: _("They share staff, rooms, knowledge or money."),
    4: _("They share risk, responsibility, reward and credit."),
    5: _("They change the system together with all sectors."),
}
#: state → (look, word)
STATE_WORDS: dict[State, tuple[str, Promise]] = {
    State.CONFIRMED: ("ok", _("Both say so")),
    State.CLAIMED: ("warn", _("Waits for a yes")),
    State.STALE: ("", _("Too long ago")),
    State.WITHDRAWN: ("", _("Taken back")),
}


def item_in_words(item: str) -> str:
    """What an item says."""
    return str(ITEM_WORDS[item])


def rung_named(level: int) -> str:
    """A rung's name; 0: that there is none yet."""
    return str(Rung(level).label) if level else str(_("No rung yet"))


def item_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All items by rung, as a choice offers them."""
    rungs = sorted(set(ITEMS.values()))
    return [
        (str(Rung(rung).label), [(key, str(ITEM_WORDS[key])) for key, of in ITEMS.items() if of == rung])
        for rung in rungs
    ]
