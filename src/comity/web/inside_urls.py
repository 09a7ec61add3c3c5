"""Addresses inside a coalition that belong to no single wing."""

from django.urls import path

from comity.journey.views import path as our_path
from comity.web import export, finding, home, record

app_name = "inside"
urlpatterns = [
    path("", home.home, name="home"),
    path("path/", our_path, name="path"),
    path("search/", finding.search, name="search"),
    path("record/", record.record, name="record"),
    path("record/check/", record.check, name="check"),
    path("record/<uuid:entry>/", record.entry, name="entry"),
    path("record/<uuid:entry>/undo/", record.undo, name="undo"),
    path("export/", export.contents, name="export"),
    path("export/all/", export.take, name="take-along"),
    path("export/all/<uuid:pk>.zip", export.parcel, name="parcel"),
    path("export/<slug:name>.<slug:kind>", export.table, name="export-table"),
]
