"""Addresses of methods, below founding/."""

from django.urls import path

from comity.founding.methods import views

urlpatterns = [
    path("methods/", views.methods, name="methods"),
    path("methods/new/", views.new, name="methods-new"),
    path("methods/<uuid:method>/", views.one, name="methods-one"),
    path("methods/<uuid:method>/say/", views.say, name="methods-say"),
    path("methods/<uuid:method>/strike/", views.strike, name="methods-strike"),
    path("methods/leave/<uuid:question>/<uuid:method>/", views.leave, name="methods-leave"),
    path("prospects/<uuid:prospect>/file/method/", views.of_prospect, name="methods-prospect"),
]
