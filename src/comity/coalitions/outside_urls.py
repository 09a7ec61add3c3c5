"""Addresses of this room outside any coalition."""

from django.urls import path

from comity.coalitions.views import start

app_name = "start"
urlpatterns = [path("start/", start.start, name="coalition")]
