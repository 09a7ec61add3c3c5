"""Addresses of this wing, under /c/<coalition>/. The path itself is `inside:path`."""

from django.urls import path

from comity.journey import views

app_name = "journey"
urlpatterns = [
    path("path/activities/", views.activities, name="activities"),
    path("path/whose/", views.whose, name="continuum"),
    path("path/stage/", views.stage, name="stage"),
]
