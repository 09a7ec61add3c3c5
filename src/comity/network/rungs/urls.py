"""Addresses of rungs."""

from django.urls import path

from comity.network.views import rungs

patterns = [
    path("ties/note/", rungs.note, name="note-evidence"),
    path("ties/<uuid:tie>/", rungs.tie, name="tie"),
    path("ties/<uuid:tie>/want/", rungs.want, name="want-rung"),
    path("evidence/", rungs.evidence, name="evidence"),
    path("evidence/<uuid:evidence>/confirm/", rungs.confirm, name="confirm-evidence"),
    path("evidence/<uuid:evidence>/withdraw/", rungs.withdraw, name="withdraw-evidence"),
    path("evidence/<uuid:evidence>/restore/", rungs.restore, name="restore-evidence"),
]
