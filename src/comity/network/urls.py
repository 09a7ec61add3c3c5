"""Addresses of this wing, under /c/<coalition>/."""

from django.urls import path

from comity.network import paper
from comity.network.calls import urls as calls
from comity.network.circles import urls as circles
from comity.network.contacts import urls as contacts
from comity.network.crowd import urls as crowd
from comity.network.introductions import urls as introductions
from comity.network.news import urls as news
from comity.network.pulse import urls as pulse
from comity.network.reach import urls as reach
from comity.network.rungs import urls as rungs
from comity.network.views import change, matrix, roster, ties
from comity.network.views import map as map_
from comity.network.waves import urls as waves

app_name = "network"
urlpatterns = [
    *rungs.patterns,
    path("map/", map_.network_map, name="map"),
    path("map/draw/", map_.draw, name="draw"),
    path("map/matrix/", matrix.matrix, name="matrix"),
    path("map/change/", change.over_time, name="change"),
    path("map/paper/", paper.page, name="map-paper"),
    path("map/<slug:what>.<slug:kind>", map_.download, name="download"),
    path("ties/", ties.ties, name="ties"),
    path("ties/say/", ties.say, name="say"),
    path("ties/<uuid:pk>/end/", ties.end, name="end-tie"),
    path("roster/", roster.roster, name="roster"),
    path("roster/<uuid:pk>/", roster.draft, name="roster-draft"),
    path("roster/<uuid:pk>/problems.csv", roster.problems, name="roster-problems"),
    *contacts.urlpatterns,
    *waves.urlpatterns,
    *calls.urlpatterns,
    *news.urlpatterns,
    *circles.urlpatterns,
    *crowd.urlpatterns,
    *reach.urlpatterns,
    *introductions.patterns,
    *pulse.patterns,
]
