"""Addresses that are fetched without signing in, by calendar programs and live pages; the address itself is the key."""

from django.urls import path

from comity.meetings.views.feeds import fetched
from comity.meetings.views.live import news

app_name = "calendars"
urlpatterns = [
    path("calendar/<str:token>.ics", fetched, name="feed"),
    path("live/<str:token>/", news, name="news"),
]
