"""Addresses of the pulse of trust."""

from django.urls import path

from comity.network.views import pulse as views

patterns = [
    path("pulse/", views.pulse, name="pulse"),
    path("pulse/plan/", views.plan, name="plan-pulse"),
    path("pulse/open/", views.open_, name="open-pulse"),
    path("pulse/figures/", views.figures, name="pulse-figures"),
    path("pulse/<uuid:pulse>/answer/", views.answer, name="answer-pulse"),
    path("pulse/talks/", views.talks, name="talks"),
    path("pulse/talks/new/", views.new_talk, name="new-talk"),
    path("pulse/talks/<uuid:talk>/", views.talk, name="talk"),
    path("pulse/talks/<uuid:talk>/result/", views.result, name="talk-result"),
]
