"""Who is in the invented coalition. Nobody here exists.

The names are data, not interface: they are the same in every language.
"""

from dataclasses import dataclass, field

from comity.coalitions.models import BodyKind, Role
from comity.people.models import Base, DecisionRhythm, Sector

NAME = "Harbour Homes Together"
PLACE = "Saltmere"
ZONE = "Europe/London"
PURPOSE = "No one in the harbour district sleeps in a cold or unsafe home. None of us could do it alone."
REASONS = (
    "Repairs, rent and health belong together, and no office holds all three.\n"
    "Nine of us knew the same families and did not know of each other.\n"
    "Together we speak for two thirds of the district."
)
MAIL_DOMAIN = "saltmere.example"


@dataclass(frozen=True)
class Someone:
    """A person: name, and the powers held for the organisation ("v" votes, "s" signs, "r" reports; all speak)."""

    name: str
    powers: str = ""


@dataclass(frozen=True)
class Member:
    """An organisation, its people (the first votes for it), and how many months after the start it joined."""

    short: str
    name: str
    sector: Sector
    base: Base
    words: str
    people: tuple[Someone, ...]
    size: int
    place: str = ""
    serves: str = ""
    languages: str = "English"
    holidays: str = ""
    decided_by: str = ""
    decides: DecisionRhythm = DecisionRhythm.ANY_TIME
    lead_days: int = 3
    joined_month: int = 0


@dataclass(frozen=True)
class Group:
    """A body, who sits in it (mark → person and role), and when it began."""

    name: str
    kind: BodyKind
    purpose: str
    seats: dict[str, tuple[str, Role]] = field(default_factory=dict)
    parent: str = ""
    began_month: int = 2


MEMBERS: tuple[Member, ...] = (
    Member(
        "HT", "Harbour Tenants’ Union", Sector.CITIZEN, Base.COMMUNITY,
        "We are neighbours who got tired of wet walls. Since 2011 we knock on doors, read contracts together and go to "
        "the office as a group, because alone you are sent away. We eat before we vote.",
        (Someone("Amina Haddad", "vsr"), Someone("Piotr Wolski", "r"), Someone("Selam Gebru")),
        412, "Pier Street 22", "Tenants of the harbour district\nFamilies with children", "English\nArabic\nPolish\nTigrinya",
        "Eid al-Fitr\nEid al-Adha\nOrthodox Christmas, 7 January", "Members’ evening", DecisionRhythm.MONTHLY, 12,
    ),
    Member(
        "OD", "Open Door Shelter", Sector.NONPROFIT, Base.COMMUNITY,
        "Thirty-one beds, one rule: whoever rings is let in. We count who comes, and from which stairs.",
        (Someone("Marta Lind", "vsr"), Someone("Kofi Mensah", "r"), Someone("Jana Vrba")),
        38, "Ropewalk 3", "People without a home", "English\nTwi\nCzech", "", "Director with two board members",
        DecisionRhythm.ANY_TIME, 3,
    ),
    Member(
        "NL", "Northwharf Land Trust", Sector.NONPROFIT, Base.COMMUNITY,
        "We hold land so that nobody can sell the ground from under a family. So far: two yards and a former bakery.",
        (Someone("Edith Calloway", "vsr"), Someone("Sunil Rao", "r"), Someone("Bea Fontaine")),
        210, "Northwharf 8", "Households on low incomes", "English\nHindi", "Diwali", "Board of seven", DecisionRhythm.MONTHLY, 10,
    ),
    Member(
        "CH", "City Housing Office", Sector.PUBLIC, Base.INSTITUTION,
        "We inspect, we order repairs and we house people in need. We would rather hear of damp in June than in January.",
        (Someone("Harriet Nwosu", "vs"), Someone("Colin Prewett", "r"), Someone("Dorota Zima")),
        64, "Town Hall, room 214", "Residents of Saltmere", "English", "", "Housing committee of the council",
        DecisionRhythm.MONTHLY, 26,
    ),
    Member(
        "HD", "Harbour Health Service", Sector.PUBLIC, Base.INSTITUTION,
        "Four nurses, two doctors and a waiting room that smells of the sea. Each damp flat brings us two chest infections a year.",
        (Someone("Okafor Eze", "vsr"), Someone("Lena Marsh"), Someone("Yusuf Demir")),
        29, "Quay 1", "Patients of the harbour district", "English\nTurkish\nIgbo", "", "Practice meeting", DecisionRhythm.WEEKLY, 7,
    ),
    Member(
        "LL", "Lantern Legal Advice", Sector.NONPROFIT, Base.INSTITUTION,
        "A letter from us costs nothing and opens many doors. We advise on rent, debt and residence.",
        (Someone("Noor Siddiqui", "vsr"), Someone("Gareth Pugh", "r"), Someone("Priya Menon")),
        17, "Chapel Lane 5", "Anyone with a letter they fear to open", "English\nUrdu\nWelsh", "Eid al-Fitr", "Managers’ round",
        DecisionRhythm.WEEKLY, 5,
    ),
    Member(
        "SB", "Harbour Savings Bank", Sector.PRIVATE, Base.INSTITUTION,
        "A small bank with a long memory: our founders were dock workers who lent each other wages.",
        (Someone("Inge Holm", "vs"), Someone("Martin Oduya")),
        85, "Exchange Square 2", "Savers and small borrowers", "English", "", "Board and one director", DecisionRhythm.QUARTERLY, 30,
        joined_month=3,
    ),
    Member(
        "BO", "Brandt & Osei Builders", Sector.PRIVATE, Base.COMMUNITY,
        "Roofs, attics, window frames. Half of our twenty people grew up on Ropewalk.",
        (Someone("Ama Osei", "vsr"), Someone("Felix Brandt", "r")),
        20, "Yard 4, Northwharf", "Owners and tenants", "English\nGerman", "", "The two owners", DecisionRhythm.ANY_TIME, 2,
        joined_month=2,
    ),
    Member(
        "DR", "Dock Road Traders", Sector.PRIVATE, Base.COMMUNITY,
        "Forty-six shops from the bakery to the chandler. If people freeze upstairs, nobody buys downstairs.",
        (Someone("Henk Baas", "vs"), Someone("Rosa Quintero", "r"), Someone("Abdi Warsame")),
        46, "Dock Road 17", "Shopkeepers and their customers", "English\nDutch\nSpanish", "", "Traders’ table",
        DecisionRhythm.MONTHLY, 14, joined_month=4,
    ),
    Member(
        "PK", "St Brigid’s Kitchen", Sector.NONPROFIT, Base.COMMUNITY,
        "A hundred and twenty lunches a day, and nobody asks why you came.",
        (Someone("Brigid Keane", "vsr"), Someone("Tomasz Zielinski", "r"), Someone("Nell Hargreave")),
        54, "Pier Street 9", "Whoever is hungry", "English\nIrish\nPolish", "St Brigid’s Day, 1 February", "Kitchen team",
        DecisionRhythm.WEEKLY, 4, joined_month=1,
    ),
    Member(
        "NB", "Newcomers’ Bridge", Sector.NONPROFIT, Base.COMMUNITY,
        "We walk with people through their first year: school, doctor, landlord, bus. Most of us came the same way.",
        (Someone("Rahel Tesfaye", "vsr"), Someone("Dmytro Bondar", "r"), Someone("Leila Karimi")),
        73, "Customs House, 1st floor", "People in their first year here", "English\nTigrinya\nUkrainian\nFarsi",
        "Nowruz\nOrthodox Easter", "Board of nine", DecisionRhythm.MONTHLY, 16, joined_month=1,
    ),
    Member(
        "EP", "Elders of Pier Street", Sector.CITIZEN, Base.COMMUNITY,
        "Our youngest is 66. We know every house, who built it and where the water comes in.",
        (Someone("Ruth Aldous", "v"), Someone("George Pinnock"), Someone("Winifred Opoku")),
        88, "Almshouse, Pier Street 40", "Older residents", "English", "", "Thursday tea", DecisionRhythm.WEEKLY, 7, joined_month=5,
    ),
    Member(
        "RY", "Ropewalk Youth Council", Sector.CITIZEN, Base.COMMUNITY,
        "Fifteen of us, fourteen to twenty-one years old. We film what is broken until somebody fixes it.",
        (Someone("Zoe Mbeki", "vr"), Someone("Ivan Petrov"), Someone("Maya Lindqvist")),
        15, "Boathouse", "Young people of the district", "English", "", "Friday round", DecisionRhythm.WEEKLY, 5, joined_month=7,
    ),
    Member(
        "VC", "Saltmere Vocational College", Sector.PUBLIC, Base.INSTITUTION,
        "Our students learn roofs, heating and wiring, and they would rather learn them on real houses.",
        (Someone("Tomás Reyes", "vs"), Someone("Helen Achterberg", "r")),
        140, "College Hill", "Apprentices", "English\nSpanish", "", "Principal and governors", DecisionRhythm.QUARTERLY, 20,
        joined_month=9,
    ),
)  # fmt: skip

#: invited, not yet members
PROSPECTS = (
    ("PA", "Saltmere Port Authority", Sector.PUBLIC, Base.INSTITUTION),
    ("NW", "Night Workers’ Circle", Sector.CITIZEN, Base.COMMUNITY),
)

GROUPS: tuple[Group, ...] = (
    Group(
        "Steering committee", BodyKind.STRATEGIC, "Sets the course: goals, money over €5,000, who joins.",
        {
            "HT": ("Amina Haddad", Role.MEMBER), "OD": ("Marta Lind", Role.CHAIR), "NL": ("Edith Calloway", Role.DEPUTY),
            "CH": ("Harriet Nwosu", Role.MEMBER), "HD": ("Okafor Eze", Role.MEMBER), "LL": ("Noor Siddiqui", Role.MEMBER),
            "SB": ("Inge Holm", Role.MEMBER), "BO": ("Ama Osei", Role.MEMBER), "DR": ("Henk Baas", Role.MEMBER),
            "PK": ("Brigid Keane", Role.MEMBER), "NB": ("Rahel Tesfaye", Role.MEMBER), "EP": ("Ruth Aldous", Role.MEMBER),
            "RY": ("Zoe Mbeki", Role.MEMBER), "VC": ("Tomás Reyes", Role.MEMBER),
        },
    ),
    Group(
        "Executive committee", BodyKind.EXECUTIVE, "Runs the weeks between: letters, small sums, the diary.",
        {
            "HT": ("Piotr Wolski", Role.MEMBER), "OD": ("Kofi Mensah", Role.MEMBER), "NL": ("Sunil Rao", Role.CHAIR),
            "CH": ("Colin Prewett", Role.MEMBER), "NB": ("Dmytro Bondar", Role.DEPUTY),
        },
        parent="Steering committee", began_month=3,
    ),
    Group(
        "Warm Homes", BodyKind.ACTION, "Insulates flats before the frost.",
        {
            "HT": ("Amina Haddad", Role.CONVENER), "BO": ("Felix Brandt", Role.DEPUTY), "CH": ("Dorota Zima", Role.MEMBER),
            "VC": ("Helen Achterberg", Role.MEMBER), "RY": ("Ivan Petrov", Role.MEMBER),
        },
        parent="Steering committee", began_month=6,
    ),
    Group(
        "Advice under one roof", BodyKind.ACTION, "One intake for five advice desks.",
        {
            "LL": ("Gareth Pugh", Role.CONVENER), "NB": ("Leila Karimi", Role.MEMBER), "HD": ("Lena Marsh", Role.MEMBER),
            "PK": ("Tomasz Zielinski", Role.MEMBER),
        },
        parent="Steering committee", began_month=8,
    ),
)  # fmt: skip

COORDINATOR = "Amina Haddad"
ELDER = "Ruth Aldous"


def address(name: str) -> str:
    """An invented address of an invented person."""
    plain = "".join(c for c in name.lower().replace(" ", ".") if c.isascii() and (c.isalpha() or c == "."))
    return f"{plain}@{MAIL_DOMAIN}"
