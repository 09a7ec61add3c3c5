"""Two waves of who works with whom: all fourteen asked, eleven answered each time. Whom each names, and how it goes."""

from datetime import datetime
from typing import TYPE_CHECKING

from comity.core.network.answers import Answer, Filled
from comity.network.acts import keep_answers
from comity.network.waves.snapshots import Brought

if TYPE_CHECKING:
    from comity.web.demo.story import Story

QUESTION = "With whom did your organisation really work in the last half year, and how closely?"
OFTEN = {"d": "daily", "w": "weekly", "m": "monthly", "q": "quarterly", "y": "yearly"}
KINDS = {1: ("news",), 2: ("news", "people"), 3: ("people", "work"), 4: ("means", "work"), 5: ("means", "voice", "work")}
#: who answers → whom it names: mark, rung, how often, and how it rates it: reliable, aim, open; moves, takes part, means
SPRING: dict[str, str] = {
    "HT": "OD4w434343 LL4w444333 NL2m333222 RY3m344232 EP3w434232 CH2m223433",
    "OD": "HT4w344333 LL3w444343 HD4w434444 PK4d444343 CH2m223432",
    "NL": "HT2m334332 BO4m433323 CH2m334433",
    "CH": "NL2q333323 HD2m444433",
    "HD": "OD5w444344 PK2m444333 CH2m333433",
    "LL": "HT4w444333 OD3w344333 NB3w444333 NL1q333223",
    "BO": "NL4m433323 CH1q223433 HT1q333322",
    "PK": "OD4d444344 NB3w444333 EP2w444232 HD2m434433",
    "NB": "PK3w444333 LL3w444343 HT2m334333 OD2m434343",
    "EP": "HT3w444343 PK2w444232 RY1q333222",
    "RY": "HT3m344333 EP1q334222",
}
AUTUMN: dict[str, str] = {
    "HT": "OD4w434343 LL4w444343 NL3m333232 RY3m344232 EP3w434232 CH3m233433 NB2m434332 HD1q434433",
    "OD": "HT4w344343 LL4w444343 HD5w434444 PK5d444343 CH2m233432 NB2m434333",
    "NL": "HT3m334332 BO4m433323 CH3m334433 LL2q434333",
    "CH": "NL3m333323 HD2m444433 HT2m334332 OD2q434343",
    "HD": "OD5w444344 PK3m444333 CH2m333433 HT1q334332",
    "LL": "HT4w444343 OD4w344343 NB4w444333 NL2q333223",
    "BO": "NL4m433323 CH1q223433 VC3m434334",
    "PK": "OD5d444344 NB4w444333 HD3m434433 EP2w444232",
    "NB": "PK4w444333 LL4w444343 HT2m334333 OD2m434343",
    "EP": "HT3w444343 PK2w444232",
    "VC": "BO2m434333 OD2q434343 RY1q334222",
}
ITEMS = ("reliability", "mission", "openness", "influence", "involvement", "resources")


def first_wave(story: "Story", at: datetime) -> None:
    """The spring wave."""
    _keep(story, SPRING, "Spring wave", at)


def second_wave(story: "Story", at: datetime) -> None:
    """The autumn wave: one that answered in spring was silent, one that was silent answered."""
    _keep(story, AUTUMN, "Autumn wave", at)


def _keep(story: "Story", said: dict[str, str], name: str, at: datetime) -> None:
    key = {mark: str(one.pk) for mark, one in story.organisations.items()}
    filled = tuple(
        Filled(key[by], tuple(_answer(key, by, word) for word in words.split())) for by, words in said.items()
    )
    brought = Brought(tuple(dict.fromkeys(key[mark] for mark in said)), filled, all_asked=True)
    keep_answers(
        brought, name=name, question=QUESTION, asked_on=at.date(), origin="answers.xlsx", by=story.for_all(), at=at
    )


def _answer(key: dict[str, str], by: str, word: str) -> Answer:
    about, level, often, scores = word[:2], int(word[2]), word[3], word[4:]
    ratings = {item: int(score) for item, score in zip(ITEMS, scores, strict=True)}
    return Answer(key[by], key[about], level, OFTEN[often], KINDS[level], ratings=ratings)


EVENTS = ((18.2, first_wave), (23.4, second_wave))
