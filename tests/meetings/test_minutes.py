"""Minutes: drafted from what happened, mended by suggestions, approved and sealed; then put right only beside."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from comity.audit.models import Entry
from comity.audit.verify import verify
from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.base.versions import Changed, Version
from comity.meetings import acts
from comity.meetings.models import Meeting, Minutes
from comity.notices.models import Ask, Mail
from comity.texts.acts import accept_suggestion, freeze_text, suggest, thaw_text, write_version
from comity.texts.models import Text
from tests.cast import Troupe
from tests.meetings.stage import MEETS, answers, called, chair, hat, item, signed_in

OVER = MEETS + timedelta(minutes=90)


def held(troupe: Troupe, **given: object) -> Meeting:
    """A meeting with two organisations there, one that sent word, two items and some notes."""
    meeting, by = called(troupe, **given), chair(troupe)
    answers(troupe, meeting, HH="away")
    first = item(troupe, meeting, "Insulate 40 flats?")
    item(troupe, meeting, "Wins", kind="inform")
    acts.start_meeting(meeting, by=by, at=MEETS)
    ours = troupe.organisations
    acts.arrive(meeting, name="Amina Haddad", organisation=ours["HT"], by=by, at=MEETS)
    acts.arrive(
        meeting, name="Ruth Brandt", organisation=ours["OD"], deputy=True, remote=True, by=by, at=MEETS
    )
    acts.arrive(meeting, name="Henk Baas", organisation=ours["DR"], by=by, at=MEETS)
    acts.take_up(first, by=by, at=MEETS)
    acts.write_note(meeting, "The builders can start\nat the canal end.", by=by, at=MEETS)
    acts.take_as_concern(acts.write_note(meeting, "It rains in.", by=by, at=MEETS), by=by, at=MEETS)
    return acts.end_meeting(meeting, by=by, at=OVER)


def words_of(troupe: Troupe, minutes: Minutes) -> Text:
    with troupe.scope():
        found: Text = Text.objects.select_related("coalition").get(pk=minutes.text)
        return found


@pytest.mark.row("G4")
def test_the_draft_says_what_happened(troupe: Troupe) -> None:
    minutes = acts.draft_minutes(held(troupe), by=chair(troupe), at=OVER)
    words = words_of(troupe, minutes).words
    for said in (
        "Thursday 12 March, 18:00, St Brigid’s hall. Opened at 18:00, ended at 19:30. All were told in time.",
        "- Amina Haddad (for Harbour Tenants’ Union)", "- Henk Baas (for Dock Road Traders,",
        "Sent word that they can’t come: Harbour Health Service.", "2 of 3 organisations were there; 2 make a quorum.",
        "**1. Insulate 40 flats? (decide)**", "- The builders can start at the canal end.", "Not taken up.",
        "**Concerns**\n\n- It rains in.",
    ):  # fmt: skip
        assert said in words, said
    assert Mail.objects.filter(kind="meetings.minutes").count() == 3


def test_those_who_lead_are_asked_and_the_draft_closes_it(troupe: Troupe) -> None:
    meeting = held(troupe)
    assert Ask.objects.filter(kind="meetings.minutes", closed_at=None).count() == 1
    acts.draft_minutes(meeting, by=chair(troupe), at=OVER)
    assert not Ask.objects.filter(kind="meetings.minutes", closed_at=None).exists()
    with pytest.raises(Refused):
        acts.draft_minutes(meeting, by=chair(troupe), at=OVER)


def test_a_suggestion_is_settled_before_they_are_approved(troupe: Troupe) -> None:
    minutes = acts.draft_minutes(held(troupe), by=chair(troupe), at=OVER)
    text = words_of(troupe, minutes)
    said = suggest(
        text, words=text.words + "\n\nThanks to the Kitchen.", by=hat(troupe, "Okafor", "HH"), at=OVER
    )
    with pytest.raises(Refused):
        acts.approve_minutes(minutes, by=chair(troupe), at=OVER)
    accept_suggestion(said, by=chair(troupe), at=OVER)
    done = acts.approve_minutes(minutes, by=chair(troupe), at=OVER)
    assert (done.version, len(done.seal)) == (2, 64)


def test_approved_minutes_stand_still_and_are_put_right_beside(troupe: Troupe) -> None:
    minutes = acts.draft_minutes(held(troupe), by=chair(troupe), at=OVER)
    with pytest.raises(Refused):
        acts.amend_minutes(minutes, "Too early.", by=chair(troupe), at=OVER)
    done = acts.approve_minutes(minutes, by=chair(troupe), at=OVER)
    with pytest.raises(Refused):
        write_version(words_of(troupe, minutes), words="Another story.", by=chair(troupe), at=OVER)
    with pytest.raises(Refused):
        acts.approve_minutes(done, by=chair(troupe), at=OVER)
    acts.amend_minutes(done, "Not in May but in June.", by=chair(troupe), at=OVER + timedelta(days=2))
    with stopped_at(OVER + timedelta(days=3)):
        page = signed_in(troupe.people["Okafor"]).get(done.get_absolute_url()).content.decode()
    assert done.seal in page and "Not in May but in June." in page and "Put right since" in page


def test_only_who_leads_drafts_and_approves(troupe: Troupe) -> None:
    meeting = held(troupe)
    with pytest.raises(Refused):
        acts.draft_minutes(meeting, by=hat(troupe, "Okafor", "HH"), at=OVER)
    minutes = acts.draft_minutes(meeting, by=chair(troupe), at=OVER)
    with pytest.raises(Refused):
        acts.approve_minutes(minutes, by=hat(troupe, "Okafor", "HH"), at=OVER)


def test_a_word_changed_behind_their_back_is_found(troupe: Troupe) -> None:
    minutes = acts.draft_minutes(held(troupe), by=chair(troupe), at=OVER)
    acts.approve_minutes(minutes, by=chair(troupe), at=OVER)
    assert list(verify(troupe.coalition.pk)) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE texts_version SET words = words || ' and cake'")
    assert any("meetings.minutes" in str(fault) for fault in verify(troupe.coalition.pk))


def test_two_who_mend_the_draft_see_each_other(troupe: Troupe) -> None:
    text = words_of(troupe, acts.draft_minutes(held(troupe), by=chair(troupe), at=OVER))
    read = Version.of(text, ["words"])
    write_version(text, words=text.words + "\n\nOne.", by=chair(troupe), at=OVER, read=read)
    with pytest.raises(Changed):
        write_version(text, words=text.words + "\n\nTwo.", by=troupe.by, at=OVER, read=read)


def test_the_pack_holds_all_for_the_printer(troupe: Troupe) -> None:
    meeting = held(troupe)
    acts.draft_minutes(meeting, by=chair(troupe), at=OVER)
    with stopped_at(OVER):
        page = signed_in(troupe.people["Okafor"]).get(f"{meeting.get_absolute_url()}pack/").content.decode()
    for words in (
        'class="cover',
        "Insulate 40 flats?",
        "Sent word that they can’t come",
        "Thursday 12 March, 18:00",
    ):
        assert words in page, words


# ── what is sealed stays, and was read ──


@pytest.mark.row("G4", "P4")
def test_approved_minutes_can_not_be_thawed(troupe: Troupe) -> None:
    done = acts.approve_minutes(
        acts.draft_minutes(held(troupe), by=chair(troupe), at=OVER), by=chair(troupe), at=OVER
    )
    text = words_of(troupe, done)
    for by in (chair(troupe), troupe.by):
        with pytest.raises(Refused, match="approved already"):
            thaw_text(text, by=by, at=OVER)
    with troupe.scope():
        entry = Entry.objects.get(act="texts.text.frozen")
        with pytest.raises(Refused):
            registry.undo["texts.text.frozen"](entry, by=chair(troupe), at=OVER)
    client = signed_in(troupe.people["Marta"])
    client.post(f"/c/{troupe.coalition.slug}/hat/", {"hat": f"body:{troupe.bodies['steering'].pk}"})
    with stopped_at(OVER):
        page = client.get(text.get_absolute_url()).content.decode()
    assert "Let it be changed again" not in page and "These minutes are approved already." in page


def test_the_page_and_the_pack_show_the_version_that_was_sealed(troupe: Troupe) -> None:
    meeting = held(troupe)
    done = acts.approve_minutes(acts.draft_minutes(meeting, by=chair(troupe), at=OVER), by=chair(troupe), at=OVER)
    with troupe.scope():  # as if somebody had got at the row, past all acts
        Text.objects.filter(pk=done.text).update(words="Another story.", number=2)
    for url in (done.get_absolute_url(), f"{meeting.get_absolute_url()}pack/"):
        with stopped_at(OVER):
            page = signed_in(troupe.people["Okafor"]).get(url).content.decode()
        assert "Another story." not in page and "canal end" in page


@pytest.mark.row("G4", "P4")
def test_what_is_sealed_is_what_was_read(troupe: Troupe) -> None:
    minutes = acts.draft_minutes(held(troupe), by=chair(troupe), at=OVER)
    url = f"{minutes.get_absolute_url()}approve/"
    client = signed_in(troupe.people["Marta"])
    client.post(f"/c/{troupe.coalition.slug}/hat/", {"hat": f"body:{troupe.bodies['steering'].pk}"})
    with stopped_at(OVER):
        page = client.get(url).content.decode()
        assert "canal end" in page, "what is to be sealed stands on the page"
        read = re.search(r'name="read_as" value="([^"]+)"', page)
        assert read is not None
        write_version(words_of(troupe, minutes), words="Another story.", by=troupe.by, at=OVER)
        answer = client.post(url, {"read_as": read[1]})
        assert answer.status_code == 409 and "Another story." in answer.content.decode()
        with troupe.scope():
            assert Minutes.objects.get(pk=minutes.pk).approved_at is None
        again = re.search(r'name="read_as" value="([^"]+)"', answer.content.decode())
        assert again is not None and client.post(url, {"read_as": again[1]}).status_code == 302
    with troupe.scope():
        assert Minutes.objects.get(pk=minutes.pk).version == 2


def test_a_text_is_frozen_as_it_was_read(troupe: Troupe) -> None:
    text = words_of(troupe, acts.draft_minutes(held(troupe), by=chair(troupe), at=OVER))
    read = Version.of(text, ["title", "words"])
    write_version(text, words="Another story.", by=chair(troupe), at=OVER)
    with pytest.raises(Changed):
        freeze_text(text, by=chair(troupe), at=OVER, read=read)


def test_a_meeting_nobody_ended_ended_when_it_was_to_or_with_what_was_noted_last(troupe: Troupe) -> None:
    from comity.meetings.jobs import by_hour

    quiet = acts.start_meeting(called(troupe), by=chair(troupe), at=MEETS)
    acts.arrive(quiet, name="Amina", organisation=troupe.organisations["HT"], by=chair(troupe), at=MEETS)
    late = MEETS + timedelta(hours=14)
    by_hour(troupe.coalition.pk, late)
    with troupe.scope():
        quiet = Meeting.objects.get(pk=quiet.pk)
        assert (quiet.state, quiet.ended_at) == ("ended", MEETS + timedelta(minutes=90))
        assert quiet.attendances.get().left_at == quiet.ended_at
    long = acts.start_meeting(called(troupe), by=chair(troupe), at=MEETS)
    noted = MEETS + timedelta(hours=3)
    acts.write_note(long, "We go on.", by=chair(troupe), at=noted)
    by_hour(troupe.coalition.pk, late)
    with troupe.scope():
        assert Meeting.objects.get(pk=long.pk).ended_at == noted
