"""What every page's frame shows: coalition, hats, navigation, what needs one. One query beside the middleware's."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.coalitions.standing import Standing, capacities
from comity.founding.permissions import BEING_FOUNDED
from comity.notices.asks import asks_of
from comity.notices.models import Ask
from comity.web.reading import theme_of

#: section title → (label, address name, sign); "inside" addresses take the coalition's slug
NAVIGATION: list[tuple[Any, list[tuple[Any, str, str]]]] = [
    ("", [(gettext_lazy("Home"), "inside:home", "home"), (gettext_lazy("Our path"), "inside:path", "path"),
          (gettext_lazy("Found a coalition"), "founding:path", "deal")]),
    (
        gettext_lazy("Founding"),
        [
            (gettext_lazy("Our reasons"), "founding:reasons", "star"),
            (gettext_lazy("Brief"), "founding:brief", "quote"),
            (gettext_lazy("Mission"), "founding:mission", "flag"),
            (gettext_lazy("Structure"), "founding:structure", "hat"),
            (gettext_lazy("Founding meeting"), "founding:convening", "meet"),
            (gettext_lazy("Prospects"), "founding:prospects", "eye"),
            (gettext_lazy("Methods"), "founding:methods", "pin"),
            (gettext_lazy("Other initiatives"), "founding:library", "book"),
        ],
    ),
    (
        gettext_lazy("Decide"),
        [
            (gettext_lazy("Decisions"), "governing:register", "ballot"),
            (gettext_lazy("Rulebook"), "governing:rulebook", "book"),
            (gettext_lazy("Who does what"), "governing:areas", "task"),
            (gettext_lazy("Texts"), "texts:texts", "quote"),
            (gettext_lazy("Conflicts"), "governing:conflicts", "say"),
            (gettext_lazy("Red lines"), "founding:redlines", "lock"),
            (gettext_lazy("Files"), "files:files", "file"),
            (gettext_lazy("Statements"), "governing:statements", "mic"),
            (gettext_lazy("Record of acts"), "inside:record", "seal"),
        ],
    ),
    (gettext_lazy("Meet"), [(gettext_lazy("Meetings"), "meetings:register", "meet")]),
    (
        gettext_lazy("Get things done"),
        [
            (gettext_lazy("Tasks"), "tasks:tasks", "plan"),
            (gettext_lazy("Signatures"), "signatures:sheets", "edit"),
            (gettext_lazy("Credit"), "credits:credits", "star"),
            (gettext_lazy("Surveys"), "surveys:surveys", "ear"),
            (gettext_lazy("Topics"), "topics:topics", "pin"),
        ],
    ),
    (
        gettext_lazy("Know each other"),
        [
            (gettext_lazy("Organisations"), "coalitions:organisations", "org"),
            (gettext_lazy("People"), "coalitions:people", "user"),
            (gettext_lazy("Bodies"), "coalitions:bodies", "hat"),
            (gettext_lazy("Network map"), "network:map", "net"),
            (gettext_lazy("Reach"), "network:reach", "path"),
            (gettext_lazy("Trust"), "network:pulse", "health"),
        ],
    ),
    (
        gettext_lazy("Keep in touch"),
        [
            (gettext_lazy("News"), "network:news", "say"),
            (gettext_lazy("Circles"), "network:circles", "learn"),
            (gettext_lazy("Introductions"), "network:introductions", "deal"),
            (gettext_lazy("Contacts"), "network:contacts", "book"),
            (gettext_lazy("Calls for help"), "network:help-calls", "swap"),
            (gettext_lazy("Open calls"), "network:open-calls", "globe"),
        ],
    ),
    (
        "",
        [
            (gettext_lazy("Public page"), "public:coalition", "globe"),
            (gettext_lazy("Settings"), "coalitions:settings", "gear"),
            (gettext_lazy("Help"), "web:help", "help"),
        ],
    ),
]
DOCK = [
    (gettext_lazy("Home"), "inside:home", "home"),
    (gettext_lazy("Decide"), "governing:register", "ballot"),
    (gettext_lazy("Meet"), "meetings:register", "meet"),
    (gettext_lazy("Members"), "coalitions:organisations", "org"),
    (gettext_lazy("Map"), "network:map", "net"),
]
#: which asks count beside which entry: the beginnings of their labels
COUNTED: dict[str, tuple[str, ...]] = {
    "inside:home": ("",),
    "founding:path": ("founding.",),
    "governing:register": ("governing.question", "governing.decision", "governing.matter", "governing.objection"),
    "governing:rulebook": ("governing.rulebookversion",),
    "meetings:register": ("meetings.",),
    "tasks:tasks": ("tasks.",),
    "signatures:sheets": ("signatures.",),
    "credits:credits": ("credits.",),
    "texts:texts": ("texts.",),
    "governing:statements": ("governing.statement",),
    "network:help-calls": ("network.helpoffer",),
    "network:open-calls": ("network.opencall",),
    "network:reach": ("network.gobetween",),
    "network:contacts": ("network.acquaintance",),
    "network:circles": ("network.circle",),
    "network:introductions": ("network.introduction",),
    "network:pulse": ("network.pulse", "network.talkround"),
    "founding:prospects": ("founding.recruitingwave", "founding.approach", "founding.prospect", "founding.enquiry"),
    "governing:conflicts": ("governing.case", "governing.neutral", "governing.outcome"),
}
OUTSIDE = {"web:help"}
#: later they are found from our path, where they are evidence
WHILE_FOUNDING = frozenset({"founding:path", "founding:brief", "founding:structure", "founding:convening"})
PUBLIC, NONE = frozenset({"public:coalition"}), frozenset[str]()


@dataclass(frozen=True)
class Item:
    """One way in: its words, address, sign, how many things wait behind it, and whether one is there."""

    label: str
    url: str
    icon: str
    count: int = 0
    current: bool = False


@dataclass(frozen=True)
class Section:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Hat:
    """A hat as the switcher shows it. `kind` is coalition where one speaks for all: only that one turns yellow."""

    value: str
    label: str
    small: str
    kind: str
    initials: str
    sector: str
    current: bool


@dataclass(frozen=True)
class Reader:
    name: str
    initials: str


@dataclass(frozen=True)
class Place:
    """The coalition as the frame names it."""

    name: str
    slug: str
    place: str
    member_count: int
    url: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every page. Works for strangers, and on error pages where the middleware never ran."""
    person = getattr(request, "person", None)
    coalition = getattr(request, "coalition", None)
    frame: dict[str, Any] = {
        "demo": settings.DEMO,
        "theme": theme_of(request),
        "theme_url": reverse("web:theme"),
        "language_url": reverse("web:language"),
        "languages": _languages(request),
        "help_url": reverse("web:help"),
        "sign_in_url": reverse("people:sign-in"),
        "demo_actions": _demo_actions(coalition),
    }
    if person is not None:
        frame |= {"person": Reader(person.name, person.initials), "account_url": reverse("people:account")}
    if coalition is not None:
        frame |= _inside(request)
    return {"shell": frame}


def _inside(request: Any) -> dict[str, Any]:
    coalition, slug = request.coalition, request.coalition.slug
    home, worn = _url("inside:home", slug), hats(request.standing, request.capacity)
    kinds = [ask.label for ask in waiting(request)]
    return {
        "coalition": Place(coalition.name, slug, coalition.place, coalition.member_count, home),
        "coalitions": [
            (c.name, _url("inside:home", c.slug), c.pk == coalition.pk) for c in request.coalitions
        ],
        "hats": worn,
        "hat": next(hat for hat in worn if hat.current),
        "hat_url": _url("coalitions:hat", slug),
        "search_url": _url("inside:search", slug),
        "asks": len(kinds),
        "nav": _nav(request, kinds),
        "dock": tuple(_entries(request, DOCK)),
    }


def waiting(request: Any) -> list[Ask]:
    """What waits for the reader in this coalition, most pressing first; read once a request."""
    if not hasattr(request, "asks"):
        request.asks = list(asks_of(request.person.pk, request.coalition.pk)[:200])
    asks: list[Ask] = request.asks
    return asks


def _nav(request: Any, kinds: list[str]) -> tuple[Section, ...]:
    """The ways in, by section. Made once for the same place, counts and language."""
    entries = [entry for _title, entries in NAVIGATION for entry in entries]
    counts = tuple((name, n) for name, starts in COUNTED.items() if (n := sum(k.startswith(starts) for k in kinds)))
    return _sections(request.coalition.slug, _here(request, entries), _missing(request), counts, get_language())


@lru_cache(maxsize=2048)
def _sections(
    slug: str, here: frozenset[str], missing: frozenset[str], counts: tuple[tuple[str, int], ...], _lang: str | None
) -> tuple[Section, ...]:
    waiting = dict(counts)
    return tuple(
        Section(str(title), tuple(
            Item(str(label), _url(name, slug), sign, waiting.get(name, 0), name in here)
            for label, name, sign in entries if name not in missing
        ))
        for title, entries in NAVIGATION
    )  # fmt: skip


def _entries(request: Any, entries: list[tuple[Any, str, str]]) -> list[Item]:
    here, slug = _here(request, entries), request.coalition.slug
    return [Item(str(label), _url(name, slug), sign, 0, name in here) for label, name, sign in entries]


def _missing(request: Any) -> frozenset[str]:
    """The entries that this coalition doesn't have now."""
    found = request.coalition.stage not in BEING_FOUNDED
    return (WHILE_FOUNDING if found else NONE) | (NONE if request.coalition.has_page else PUBLIC)


def _here(request: Any, entries: list[tuple[Any, str, str]]) -> frozenset[str]:
    """Behind which of them the reader is."""
    path, slug = request.path, request.coalition.slug
    return frozenset(name for _label, name, _sign in entries if _current(path, _url(name, slug), name))


def _current(path: str, url: str, name: str) -> bool:
    return path == url if name == "inside:home" else path.startswith(url)


@lru_cache(maxsize=2048)
def _url(name: str, slug: str) -> str:
    return reverse(name) if name in OUTSIDE else reverse(name, args=[slug])


def hats(standing: Standing, worn: Capacity) -> tuple[Hat, ...]:
    """Every hat of a person here, in the order of the switcher."""
    return tuple(_hat(standing, capacity, worn) for capacity in capacities(standing, name=worn.person_name))


def _hat(standing: Standing, capacity: Capacity, worn: Capacity) -> Hat:
    hold = standing.organisation(capacity.organisation)
    label, small, kind = capacity.of_name, _("You act for"), str(capacity.acts_for)
    match capacity.acts_for:
        case ActsFor.SELF:
            label, small = _("Myself"), _("You speak only for")
        case ActsFor.BODY:
            kind = "coalition"
    return Hat(
        value=capacity.value, label=label, small=small, kind=kind,
        initials=hold.initials if hold else "", sector=hold.sector if hold else "", current=capacity == worn,
    )  # fmt: skip


def _languages(request: HttpRequest) -> tuple[tuple[str, str, bool], ...]:
    now = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return tuple((code, name, code == now) for code, name in settings.LANGUAGES)


def _demo_actions(coalition: Any) -> list[tuple[str, str]]:
    if not settings.DEMO:
        return []
    return [
        (_("Paste your own roster"), reverse("web:paste")),
        (_("Start my own coalition"), reverse("start:coalition")),
        (_("Mailbox"), reverse("notices:mailbox")),
    ]
