"""Addresses of meetings and series, below those of a coalition."""

from django.urls import path

from comity.meetings.views import agenda, answers, feeds, meetings, minutes, notes, register, room, series

app_name = "meetings"
ONE = "meetings/<uuid:meeting>/"
ITEM = f"{ONE}items/<uuid:item>/"
urlpatterns = [
    path("meetings/", register.register, name="register"),
    path("meetings/new/", meetings.new, name="new"),
    path("meetings/calendar/", feeds.feed, name="feed"),
    path("meetings/calendar/make/", feeds.make, name="make-feed"),
    path("meetings/calendar/revoke/", feeds.revoke, name="revoke-feed"),
    path("meetings/series/", register.all_series, name="all-series"),
    path("meetings/series/new/", series.new, name="new-series"),
    path("meetings/series/of/<uuid:body>/", series.from_sheet, name="series-from-sheet"),
    path("meetings/series/<uuid:series>/", series.series, name="series"),
    path("meetings/series/<uuid:series>/edit/", series.edit, name="edit-series"),
    path("meetings/series/<uuid:series>/plan/", series.plan, name="plan-series"),
    path("meetings/series/<uuid:series>/end/", series.end, name="end-series"),
    path(ONE, meetings.meeting, name="meeting"),
    path(f"{ONE}meeting.ics", feeds.one, name="ics"),
    path(f"{ONE}edit/", meetings.edit, name="edit"),
    path(f"{ONE}call/", meetings.call, name="call"),
    path(f"{ONE}told/", meetings.told, name="told"),
    path(f"{ONE}move/", meetings.move, name="move"),
    path(f"{ONE}cancel/", meetings.cancel, name="cancel"),
    path(f"{ONE}answer/", answers.answer, name="answer"),
    path(f"{ONE}open/", room.start, name="start"),
    path(f"{ONE}end/", room.end, name="end"),
    path(f"{ONE}attendance/", room.attendance, name="attendance"),
    path(f"{ONE}attendance/<uuid:attendance>/left/", room.left, name="left"),
    path(f"{ONE}attendance/<uuid:attendance>/strike/", room.struck, name="strike"),
    path(f"{ONE}minutes/", minutes.minutes, name="minutes"),
    path(f"{ONE}minutes/draft/", minutes.draft, name="draft-minutes"),
    path(f"{ONE}minutes/approve/", minutes.approve, name="approve-minutes"),
    path(f"{ONE}minutes/amend/", minutes.amend, name="amend-minutes"),
    path(f"{ONE}pack/", minutes.pack, name="pack"),
    path(f"{ONE}notes/", notes.write, name="note"),
    path(f"{ONE}notes/<uuid:note>/strike/", notes.strike, name="strike-note"),
    path(f"{ONE}notes/<uuid:note>/task/", notes.task, name="note-task"),
    path(f"{ONE}notes/<uuid:note>/decision/", notes.decision, name="note-decision"),
    path(f"{ONE}notes/<uuid:note>/concern/", notes.concern, name="note-concern"),
    path(f"{ONE}items/new/", agenda.bring, name="bring"),
    path(f"{ITEM}edit/", agenda.edit, name="edit-item"),
    path(f"{ITEM}place/", agenda.place, name="place-item"),
    path(f"{ITEM}vote/", room.vote, name="vote"),
    path(f"{ITEM}ratify/", room.ratify, name="ratify"),
    path(f"{ITEM}take-up/", room.take_up, name="take-up"),
    path(f"{ITEM}drop/", agenda.drop, name="drop-item"),
    path(f"{ITEM}question/", agenda.link, name="link-question"),
]
