"""Addresses of conflicts, below those of a coalition."""

from django.urls import path

from comity.governing.views import conflicts

urlpatterns = [
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/new/", conflicts.open_conflict, name="open-conflict"),
    path("conflicts/asked/<uuid:neutral>/", conflicts.answer_as_neutral, name="neutral"),
    path("conflicts/<uuid:case>/", conflicts.conflict, name="conflict"),
    path("conflicts/<uuid:case>/write/", conflicts.write, name="write-conflict"),
    path("conflicts/<uuid:case>/people/", conflicts.name_person, name="name-in-conflict"),
    path(
        "conflicts/<uuid:case>/people/<uuid:named>/out/", conflicts.unname_person, name="unname-in-conflict"
    ),
    path("conflicts/<uuid:case>/neutrals/", conflicts.propose_neutral, name="propose-neutral"),
    path("conflicts/<uuid:case>/neutrals/<uuid:neutral>/", conflicts.accept_neutral, name="accept-neutral"),
    path("conflicts/<uuid:case>/outcomes/", conflicts.propose_outcome, name="propose-outcome"),
    path("conflicts/<uuid:case>/outcomes/<uuid:outcome>/", conflicts.answer_outcome, name="answer-outcome"),
    path("conflicts/<uuid:case>/bind/", conflicts.bind, name="bind-conflict"),
    path("conflicts/<uuid:case>/next/", conflicts.hurry, name="hurry-conflict"),
    path("conflicts/<uuid:case>/take-back/", conflicts.take_back, name="take-conflict-back"),
]
