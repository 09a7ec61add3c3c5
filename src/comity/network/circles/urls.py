"""Addresses of circles, below those of a coalition."""

from django.urls import path

from comity.network.views import circle_ideas, circle_meetings, circle_posts, circles

urlpatterns = [
    path("circles/", circles.circles, name="circles"),
    path("circles/new/", circles.new, name="begin-circle"),
    path("circles/<uuid:circle>/", circles.circle, name="circle"),
    path("circles/<uuid:circle>/change/", circles.edit, name="change-circle"),
    path("circles/<uuid:circle>/end/", circles.end, name="end-circle"),
    path("circles/<uuid:circle>/reopen/", circles.reopen, name="reopen-circle"),
    path("circles/<uuid:circle>/join/", circles.join, name="join-circle"),
    path("circles/<uuid:circle>/leave/", circles.leave, name="leave-circle"),
    path("circles/<uuid:circle>/mails/", circles.mails, name="circle-mails"),
    path("circles/<uuid:circle>/files/", circles.files, name="circle-files"),
    path("circles/<uuid:circle>/people/", circles.people, name="circle-people"),
    path("circles/<uuid:circle>/people/<uuid:circle_member>/answer/", circles.answer, name="answer-circle-request"),
    path("circles/<uuid:circle>/people/<uuid:circle_member>/keeper/", circles.keeper, name="circle-keeper"),
    path("circles/<uuid:circle>/write/", circle_posts.write, name="write-circle"),
    path("circles/<uuid:circle>/meetings/", circle_meetings.meetings, name="circle-meetings"),
    path("circles/<uuid:circle>/meetings/plan/", circle_meetings.plan, name="plan-circle-meetings"),
    path("circles/<uuid:circle>/ideas/", circle_ideas.ideas, name="circle-ideas"),
    path("circles/<uuid:circle>/ideas/new/", circle_ideas.new, name="raise-idea"),
    path("circles/threads/<uuid:circle_post>/", circle_posts.thread, name="circle-thread"),
    path("circles/posts/<uuid:circle_post>/reply/", circle_posts.reply, name="reply-circle-post"),
    path("circles/posts/<uuid:circle_post>/hold/", circle_posts.hold, name="hold-circle-post"),
    path("circles/posts/<uuid:circle_post>/show/", circle_posts.show, name="show-circle-post"),
    path("circles/posts/<uuid:circle_post>/remove/", circle_posts.remove, name="remove-circle-post"),
    path("circles/posts/<uuid:circle_post>/take-back/", circle_posts.take_back, name="take-circle-post-back"),
    path("circles/posts/<uuid:circle_post>/idea/", circle_posts.idea, name="idea-from-post"),
    path("circles/meetings/<uuid:circle_meeting>/", circle_meetings.meeting, name="circle-meeting"),
    path("circles/meetings/<uuid:circle_meeting>/meeting.ics", circle_meetings.calendar, name="circle-meeting-file"),
    path("circles/meetings/<uuid:circle_meeting>/answer/", circle_meetings.answer, name="answer-circle-meeting"),
    path("circles/meetings/<uuid:circle_meeting>/change/", circle_meetings.edit, name="change-circle-meeting"),
    path("circles/meetings/<uuid:circle_meeting>/cancel/", circle_meetings.cancel, name="cancel-circle-meeting"),
    path("circles/meetings/<uuid:circle_meeting>/notes/", circle_meetings.notes, name="note-circle-meeting"),
    path("circles/ideas/<uuid:circle_idea>/", circle_ideas.idea, name="circle-idea"),
    path("circles/ideas/<uuid:circle_idea>/support/", circle_ideas.support, name="support-idea"),
    path("circles/ideas/<uuid:circle_idea>/promote/", circle_ideas.promote, name="promote-idea"),
    path("circles/ideas/<uuid:circle_idea>/drop/", circle_ideas.drop, name="drop-idea"),
    path("circles/ideas/<uuid:circle_idea>/again/", circle_ideas.again, name="take-idea-up"),
]
