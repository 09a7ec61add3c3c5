"""The address of the way through founding, under /c/<coalition>/."""

from django.urls import path

from comity.founding.path import views

urlpatterns = [path("found/", views.path, name="path")]
