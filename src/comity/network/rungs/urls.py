"""Addresses of rungs."""

from django.urls import path

from comity.network.views import initiatives, rungs, weighings

patterns = [
    path("ties/note/", rungs.note, name="note-evidence"),
    path("ties/<uuid:tie>/", rungs.tie, name="tie"),
    path("ties/<uuid:tie>/want/", rungs.want, name="want-rung"),
    path("evidence/", rungs.evidence, name="evidence"),
    path("evidence/<uuid:evidence>/confirm/", rungs.confirm, name="confirm-evidence"),
    path("evidence/<uuid:evidence>/withdraw/", rungs.withdraw, name="withdraw-evidence"),
    path("evidence/<uuid:evidence>/restore/", rungs.restore, name="restore-evidence"),
    path("weighings/", weighings.weighings, name="weighings"),
    path("weighings/start/", weighings.start, name="start-weighing"),
    path("weighings/<uuid:weighing>/", weighings.weighing, name="weighing"),
    path("weighings/<uuid:weighing>/answer/", weighings.answer, name="answer-weighing"),
    path("weighings/<uuid:weighing>/knowingly/", weighings.knowingly, name="weighing-knowingly"),
    path("weighings/<uuid:weighing>/end/", weighings.end, name="end-weighing"),
    path("initiatives/", initiatives.initiatives, name="initiatives"),
    path("initiatives/start/", initiatives.start, name="start-initiative"),
    path("initiatives/<uuid:initiative>/", initiatives.initiative, name="initiative"),
    path("initiatives/<uuid:initiative>/speak/", initiatives.speak, name="speak-initiative"),
    path("initiatives/<uuid:initiative>/problem/", initiatives.problem, name="write-problem"),
    path("initiatives/<uuid:initiative>/end/", initiatives.end, name="end-initiative"),
    path("initiatives/<uuid:initiative>/join/", initiatives.join, name="join-initiative"),
    path("initiatives/<uuid:initiative>/leave/", initiatives.leave, name="leave-initiative"),
    path("initiatives/<uuid:initiative>/ready/", initiatives.ready, name="ready-initiative"),
    path("initiatives/<uuid:initiative>/agree/", initiatives.agree, name="agree-initiative"),
    path("initiatives/<uuid:initiative>/move/", initiatives.move, name="move-initiative"),
]
