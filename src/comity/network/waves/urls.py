"""Addresses of waves, under /c/<coalition>/."""

from django.urls import path

from comity.network.views import waves, waves_changing

urlpatterns = [
    path("waves/", waves.waves, name="waves"),
    path("waves/keep/", waves.keep, name="keep-ties"),
    path("waves/bring/", waves.bring, name="bring-answers"),
    path("waves/<uuid:wave>/", waves.wave, name="wave"),
    path("waves/<uuid:wave>/organisations/", waves.scores, name="wave-scores"),
    path("waves/<uuid:wave>/pairs/", waves.pairs, name="wave-pairs"),
    path("waves/<uuid:wave>/figures.csv", waves.figures, name="wave-figures"),
    path("waves/<uuid:wave>/changes/", waves_changing.changes, name="wave-changes"),
    path("waves/<uuid:wave>/changes/ask/", waves_changing.ask_for, name="ask-changes"),
    path("waves/<uuid:wave>/drop/", waves.drop, name="drop-wave"),
    path("waves/<uuid:wave>/restore/", waves.restore, name="restore-wave"),
]
