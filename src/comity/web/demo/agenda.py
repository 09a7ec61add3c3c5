"""What the invented coalition decided: each question, when, by whom put forward, and how each organisation answered."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Put:
    """A question to a body. `month` counts from the start; votes as marks: yes unless named, silent if missing.

    body: the one that decides; put_to: another in which it was brought up first; review_months: when it is looked at again. kind, amount (in cents), topic,
    paid_from: what it is about. dissent: (mark, concern, change that would settle it).
    """

    month: int
    title: str
    text: str
    by: str
    body: str = "Steering committee"
    no: tuple[str, ...] = ()
    abstain: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    whys: dict[str, str] = field(default_factory=dict)
    dissent: tuple[str, str, str] | None = None
    kind: str = ""
    amount: int | None = None
    topic: str = ""
    paid_from: str = ""
    put_to: str = ""
    review_months: int = 0


PAST: tuple[Put, ...] = (
    Put(3, "Why we exist, in two sentences", "The text that stands on our front page.", "HT", whys={"EP": "Short enough to learn by heart."}),
    Put(3, "Rules for our meetings", "Second Tuesday, 18:00, ninety minutes, eight make a quorum.", "OD"),
    Put(4, "Marta Lind chairs the steering committee", "For two years, with Edith Calloway as deputy.", "LL",
        abstain=("OD",)),
    Put(4, "An executive committee of five", "It may spend up to €5,000 and answers letters.", "NL", no=("DR",),
        whys={"DR": "Five is too few to hear the shops."}),
    Put(5, "Invite the traders of Dock Road", "They own the ground floors under the worst flats.", "HT"),
    Put(6, "Count the damp flats, stair by stair", "Two volunteers a stair, one form, by the end of the month.", "OD",
        whys={"HD": "We send a nurse with each pair."}),
    Put(6, "A group called Warm Homes", "Its goal: forty flats insulated before the second winter.", "HT"),
    Put(7, "€3,200 for damp meters and masks", "From the shared fund; Brandt & Osei buy them at cost.", "BO",
        abstain=("BO",)),
    Put(8, "Publish the damp map with house numbers?", "The survey by house, on our public page.", "RY",
        no=("CH", "SB", "NL", "LL", "HD", "PK"), abstain=("DR",),
        dissent=("LL", "Tenants could be shamed or evicted.", "Publish by street, never by house.")),
    Put(8, "Publish the damp map by street", "The same survey, one colour a street.", "LL",
        review_months=12, topic="Housing",
        whys={"RY": "Better than nothing. We keep the film."}),
    Put(9, "One intake form for all five advice desks: a trial", "Three months, then we look again.", "LL"),
    Put(9, "A group called Advice under one roof", "It runs the trial and reports monthly.", "NB"),
    Put(10, "The Vocational College joins", "Its students survey attics as course work.", "BO"),
    Put(10, "Dues for the second year: by size, from €0 to €900", "Citizen groups with under 100 people pay nothing.",
        "NL", abstain=("SB",), whys={"SB": "We would have liked one rate for all."}),
    Put(11, "A letter to landlords of the ten coldest houses", "Friendly, with dates, signed by all who wish.", "HT",
        no=("SB",), dissent=("SB", "Two of the ten are our customers.", "Let the bank speak with those two first.")),
    Put(12, "A summer feast on Ropewalk", "€1,100, the Kitchen cooks, the traders lend tables.", "PK"),
    Put(12, "Ask the city for a repair desk in the district", "One afternoon a week, with an inspector.", "EP",
        abstain=("CH",), whys={"CH": "We can’t vote on a request to ourselves."}),
    Put(13, "Northwharf Land Trust bids for the old bakery", "We back the bid with a letter and ten speakers.", "NL",
        abstain=("SB",)),
    Put(14, "Interpreters at every meeting that needs them", "The union and the Bridge share the hours.", "NB"),
    Put(14, "Move steering meetings to Tuesday evening", "Monday clashes with the Kitchen’s stocktaking.", "PK"),
    Put(15, "Ask the city for a night bus for shift workers", "The letter names forty cleaners by their hours.", "EP",
        body="Executive committee", no=("CH",)),
    Put(16, "€7,400 for the attic survey", "Twelve students, protective gear, a van for three weeks.", "VC",
        abstain=("DR",), kind="spending", amount=740_000, topic="Housing", paid_from="The shared fund",
        put_to="Executive committee"),
    Put(17, "Review of the intake trial", "Waiting time fell from nineteen days to eleven. Go on for a year?", "LL",
        review_months=6, topic="Advice",
        whys={"OD": "Our people no longer tell their story five times."}),
    Put(18, "Paint the stairwell on Pier Street", "Two weekends; the builders lend scaffolding.", "RY",
        body="Executive committee"),
    Put(19, "Amina Haddad convenes Warm Homes", "For one year, with Felix Brandt as deputy.", "BO", abstain=("HT",)),
    Put(20, "Statement on the rent rise in Dock Road", "Six sentences, spoken by the chair.", "HT", no=("SB", "DR"),
        dissent=("DR", "It names a shop owner.", "Speak of the rent, not of the man.")),
    Put(21, "Join the national tenants’ petition", "Our name beside two hundred others.", "HT",
        no=("CH", "SB", "DR", "HD", "VC"), abstain=("NL", "BO"),
        dissent=("CH", "A public office can’t sign petitions to its own ministry.", "Let each member sign for itself.")),
    Put(21, "Ask the port authority for the empty customs shed", "The Land Trust writes the letter.", "NL",
        body="Executive committee"),
    Put(22, "One intake form for all five advice desks, for good", "The form, the consent and who keeps the key.", "LL"),
    Put(22, "Invite the Night Workers’ Circle", "They clean the port and sleep in our district by day.", "EP"),
)  # fmt: skip

#: on the day the demo is first told
TODAY = Put(
    24, "Insulate 40 flats on Ropewalk before the frost?",
    "Spend €180,000 of the shared fund on 40 flats that the housing office rates as unfit for winter. Work starts in "
    "eight days.", "NL", no=("SB",), abstain=("VC",), silent=("HT", "CH", "DR", "NB", "EP"),
    kind="spending", amount=18_000_000, topic="Housing", paid_from="The shared fund",
    whys={
        "OD": "We counted 31 people last winter who came to us from exactly these stairs.",
        "HD": "Each damp flat costs us two chest infections a year. We can show it.",
        "SB": "The sum is right, the reserve is not: only €22,000 would be left until spring.",
        "VC": "Our students would work there, so we stand aside.",
    },
    dissent=("DR", "Scaffolding on Ropewalk in December closes six shops in their best month.",
             "Start at the canal end, and reach the shop fronts after 6 January."),
)  # fmt: skip
SOON = Put(
    24, "A shared van for the Kitchen and the Shelter", "€9,600 a year between the two, the garage comes from the traders.",
    "PK", silent=("HT", "CH", "DR", "NB", "EP", "SB", "VC", "LL", "NL"),
    whys={"OD": "We carry beds on handcarts today."},
)  # fmt: skip
#: on later days, one a day in turn, so that there is always a vote closing today
DAILY: tuple[Put, ...] = (
    Put(24, "Open the warm room on Sundays too?", "The Kitchen has the key, the Elders and the Youth Council share the hours.",
        "EP", no=("SB",), silent=("HT", "CH", "EP"), whys={"PK": "We cook anyway."}),
    Put(24, "Lend the damp meters to the next district?", "Two sets for six weeks, with a training by the college.", "VC",
        silent=("HT", "DR", "EP", "NB"), whys={"VC": "Our students would gladly show how."}),
    Put(24, "A shared notice board at the ferry pier?", "€420 for the board; the traders keep it tidy.", "DR",
        no=("NL",), silent=("HT", "LL", "EP"), whys={"NL": "We have four boards nobody reads."}),
    Put(24, "Write to the water company about Pier Street?", "Three burst pipes in one autumn; the letter asks for a date.", "HT",
        silent=("HT", "CH", "SB", "EP"), whys={"BO": "We patched two of them ourselves."}),
    Put(24, "Pay the interpreters by the hour from January?", "€18 an hour from the shared fund, up to 200 hours.", "NB",
        abstain=("SB",), silent=("HT", "VC", "EP"), whys={"NB": "Good words are work."}),
)  # fmt: skip
