"""Addresses of introductions."""

from django.urls import path

from comity.network.views import introductions as views

patterns = [
    path("introductions/", views.introductions, name="introductions"),
    path("introductions/coverage/", views.coverage_page, name="coverage"),
    path("introductions/propose/", views.propose, name="propose-introductions"),
    path("introductions/ask/", views.ask_to_meet, name="ask-to-meet"),
    path("introductions/<uuid:introduction>/", views.introduction, name="introduction"),
    path("introductions/<uuid:introduction>/answer/", views.answer, name="answer-introduction"),
    path("introductions/<uuid:introduction>/met/", views.met, name="met"),
    path("introductions/<uuid:introduction>/note/", views.note, name="note-introduction"),
    path("introductions/<uuid:introduction>/facilitator/", views.facilitator, name="name-facilitator"),
]
