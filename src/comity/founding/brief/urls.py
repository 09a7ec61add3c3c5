"""Addresses of the brief, below those of a coalition."""

from django.urls import path

from comity.founding.brief import views

urlpatterns = [
    path("brief/", views.brief, name="brief"),
    path("brief/answer/", views.answer, name="brief-answer"),
    path("brief/answer/<slug:question>/", views.question, name="brief-question"),
    path("brief/ask/", views.ask_all, name="brief-ask"),
]
