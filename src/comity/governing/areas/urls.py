"""Addresses of areas and competences, below those of a coalition."""

from django.urls import path

from comity.governing.views import areas

urlpatterns = [
    path("areas/", areas.areas, name="areas"),
    path("areas/new/", areas.name_area, name="name-area"),
    path("areas/<uuid:area>/", areas.area, name="area"),
    path("areas/<uuid:area>/edit/", areas.change_area, name="change-area"),
    path("areas/<uuid:area>/close/", areas.close_area, name="close-area"),
    path("areas/<uuid:area>/part/", areas.claim_part, name="claim-part"),
    path("areas/<uuid:area>/parts/<uuid:duty>/drop/", areas.drop_part, name="drop-part"),
    path("areas/<uuid:area>/put/", areas.put_area, name="put-area"),
    path("competences/", areas.competences, name="competences"),
    path("competences/new/", areas.state_competence, name="state-competence"),
    path("competences/<uuid:competence>/withdraw/", areas.withdraw_competence, name="withdraw-competence"),
]
