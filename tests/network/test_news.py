"""News for each other: for whom, until when, carried by the digest, answered, and found in the archive."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.standing import standing_of
from comity.network.acts import news
from comity.network.models import Evidence, NewsItem
from comity.notices.models import Mail
from tests.cast import THEN, Troupe
from tests.governing.stage import hat, tenants

pytestmark = [pytest.mark.django_db, pytest.mark.row("R3")]
DAY = timedelta(days=1)


def posted(home: Troupe, **more: Any) -> NewsItem:
    said = {"title": "The city answers letters", "text": "Ask for Mrs Holm.", "until_on": (THEN + 9 * DAY).date()}
    with home.scope():
        return news.post_news(**{**said, **more}, by=hat(home, "Marta", "OD"), at=THEN)


def client_of(home: Troupe, name: str) -> Client:
    client = Client()
    client.force_login(home.people[name])
    return client


def url(home: Troupe, name: str, *args: Any) -> str:
    return reverse(f"network:{name}", args=[home.coalition.slug, *args])


def carried(home: Troupe, name: str, *, until: Any = THEN + DAY) -> list[str]:
    standing = standing_of(home.people[name].pk, home.coalition.pk, at=THEN)
    return [words for words, _url in registry.digest["network.news"](standing, THEN - DAY, until)]


def test_the_digest_carries_news_to_those_they_are_meant_for(home: Troupe) -> None:
    posted(home, title="For all")
    posted(home, title="For firms", sector="private")
    posted(home, title="For the committee", audience=home.bodies["steering"])
    with home.scope():
        told = {name: carried(home, name) for name in ("Henk", "Okafor", "Marta")}
        late = carried(home, "Henk", until=THEN + 20 * DAY)
    assert told["Henk"] == ["News from Open Door Shelter: For all", "News from Open Door Shelter: For firms"]
    assert told["Okafor"] == ["News from Open Door Shelter: For all", "News from Open Door Shelter: For the committee"]
    assert told["Marta"] == [], "her own"
    assert late == [], "no longer news"


def test_an_answer_reaches_who_posted_it_and_shows_on_the_tie_of_the_two(home: Troupe) -> None:
    item, henk = posted(home), client_of(home, "Henk")
    with stopped_at(THEN):
        henk.post(url(home, "answer-news", item.pk), {"words": "Thank you. We ask today."})
        page = henk.get(item.get_absolute_url()).content.decode()
    assert "We ask today." in page
    mail = Mail.objects.get(kind="network.news-answer")
    assert mail.to == home.people["Marta"].email and "We ask today." in mail.text
    with home.scope():
        found = Evidence.objects.get()
        assert found.item == "news_answered"
        assert all(found.stands_by(home.organisations[mark].pk) for mark in ("OD", "DR"))
        news.answer_news(item, "And when?", by=hat(home, "Marta", "OD"), at=THEN)
        assert Evidence.objects.count() == 1, "one's own word shows no tie"


def test_old_news_go_into_the_archive_and_are_not_answered(home: Troupe) -> None:
    item, henk = posted(home), client_of(home, "Henk")
    after = THEN + 10 * DAY
    with stopped_at(after):
        assert item.title not in henk.get(url(home, "news") + "?when=current").content.decode()
        assert item.title in henk.get(url(home, "news") + "?when=archive&q=holm").content.decode()
        assert henk.post(url(home, "answer-news", item.pk), {"words": "Late."}).status_code == 409
    with home.scope(), pytest.raises(ValidationError):
        posted(home, until_on=THEN.date() - DAY)


def test_only_who_posted_it_or_a_coordinator_withdraws_it_and_its_words_go(home: Troupe) -> None:
    item = posted(home)
    with home.scope():
        with pytest.raises(Refused):
            news.withdraw_news(item, by=hat(home, "Henk", "DR"), at=THEN)
        news.withdraw_news(item, by=home.by, at=THEN)
    with stopped_at(THEN):
        page = client_of(home, "Henk").get(item.get_absolute_url()).content.decode()
    assert "Withdrawn" in page and "Mrs Holm" not in page
    from comity.base.models import Findable

    assert not Findable.objects.filter(text__contains="Holm").exists()


def test_news_leave_with_the_coalition_and_stay_few_in_queries(
    home: Troupe, django_assert_max_num_queries: Any
) -> None:
    client = client_of(home, "Henk")
    for number in range(3):
        item = posted(home, title=f"News {number}")
        with home.scope():
            news.answer_news(item, "Thank you.", by=tenants(home), at=THEN)
        for page in (url(home, "news"), item.get_absolute_url()):
            with stopped_at(THEN), django_assert_max_num_queries(12):
                assert client.get(page).status_code == 200
    with home.scope():
        standing = standing_of(home.coordinator.pk, home.coalition.pk, at=THEN)
        assert len(list(registry.export["news"].rows(standing))) == 4
        assert "Thank you." in list(registry.export["news-answers"].rows(standing))[1]
