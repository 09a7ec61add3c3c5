"""Addresses that stand in mails of circles and need no signing in; the address itself is the key."""

from django.urls import path

from comity.network.circles.linked import fewer

app_name = "circles"
urlpatterns = [path("unsubscribe/circle/<str:token>/", fewer, name="fewer")]
