"""Addresses of topics, below those of a coalition."""

from django.urls import path

from comity.topics import views

app_name = "topics"
urlpatterns = [
    path("topics/", views.topics, name="topics"),
    path("topics/new/", views.new, name="new"),
    path("topics/<uuid:topic>/", views.topic, name="topic"),
    path("topics/<uuid:topic>/edit/", views.edit, name="edit"),
    path("topics/<uuid:topic>/merge/", views.merge, name="merge"),
    path("topics/<uuid:topic>/retire/", views.retire, name="retire"),
    path("topics/<uuid:topic>/restore/", views.restore, name="restore"),
]
