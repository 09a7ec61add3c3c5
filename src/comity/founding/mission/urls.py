"""Addresses of the mission and its drive, below those of a coalition."""

from django.urls import path

from comity.founding.mission import views

urlpatterns = [
    path("mission/", views.mission, name="mission"),
    path("mission/endorsements/new/", views.new_drive, name="new-drive"),
    path("mission/endorsements/<uuid:drive>/", views.drive, name="drive"),
    path("mission/endorsements/<uuid:drive>/change/", views.change, name="change-drive"),
    path("mission/endorsements/<uuid:drive>/close/", views.close, name="close-drive"),
    path("mission/endorsements/<uuid:drive>/reopen/", views.reopen, name="reopen-drive"),
    path("mission/endorsements/<uuid:drive>/print/", views.printed, name="drive-print"),
    path("mission/names/<uuid:endorsement>/", views.strike, name="strike-name"),
]
