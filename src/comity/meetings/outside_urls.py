"""Addresses that calendar programs fetch without signing in; the address itself is the key."""

from django.urls import path

from comity.meetings.views.feeds import fetched

app_name = "calendars"
urlpatterns = [path("calendar/<str:token>.ics", fetched, name="feed")]
