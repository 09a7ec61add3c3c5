"""Addresses outside any coalition."""

from django.urls import path

from comity.web import help, paste, reading
from comity.web.watching import health

app_name = "web"
urlpatterns = [
    path("theme/", reading.theme, name="theme"),
    path("language/", reading.language, name="language"),
    path("help/", help.contents, name="help"),
    path("help/<slug:topic>/", help.topic, name="help-topic"),
    path("paste/", paste.where, name="paste"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
