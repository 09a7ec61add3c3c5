"""Addresses outside any coalition."""

from django.urls import path

from comity.web import reading

app_name = "web"
urlpatterns = [
    path("theme/", reading.theme, name="theme"),
    path("language/", reading.language, name="language"),
]
