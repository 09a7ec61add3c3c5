"""Addresses of this room below /c/<coalition>/."""

from django.urls import path

from comity.coalitions.views import bodies, hats, members, organisations, people, settings, start, structure

app_name = "coalitions"
urlpatterns = [
    path("welcome/", start.welcome, name="welcome"),
    path("hat/", hats.change_hat, name="hat"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("enter-organisation/", members.add_organisation, name="add-organisation"),
    path("bring-organisation/", members.bring_organisation, name="bring-organisation"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<slug:slug>/mandates/",
        organisations.organisation_mandates,
        name="organisation-mandates",
    ),
    path(
        "organisations/<slug:slug>/history/", organisations.organisation_history, name="organisation-history"
    ),
    path("organisations/<slug:slug>/edit/", members.edit_organisation, name="edit-organisation"),
    path("organisations/<slug:slug>/logo/", members.logo, name="logo"),
    path("organisations/<slug:slug>/right/", members.right, name="organisation-right"),
    path("organisations/<slug:slug>/shown-as/", members.show_organisation_as, name="shown-as"),
    path("organisations/<slug:slug>/stay/", members.stay, name="stay"),
    path("organisations/<slug:slug>/step/<str:state>/", members.step, name="step"),
    path("organisations/<slug:slug>/merge/", members.merge, name="merge"),
    path("organisations/<slug:slug>/merge/<uuid:other>/", members.merge_with, name="merge-with"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/mandate/", people.give, name="give-mandate"),
    path("mandates/<uuid:pk>/extend/", people.extend, name="extend-mandate"),
    path("mandates/<uuid:pk>/end/", people.end, name="end-mandate"),
    path("mandates/<uuid:pk>/invite/", people.again, name="invite-again"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/add/", bodies.add_body, name="add-body"),
    path("bodies/<uuid:pk>/", bodies.body, name="body"),
    path("bodies/<uuid:pk>/history/", bodies.body_history, name="body-history"),
    path("bodies/<uuid:pk>/edit/", bodies.edit_body, name="edit-body"),
    path("bodies/<uuid:pk>/end/", bodies.close_body, name="end-body"),
    path("bodies/<uuid:pk>/structure/", structure.structure, name="structure"),
    path("bodies/<uuid:pk>/seats/add/", bodies.add_seat, name="add-seat"),
    path("seats/<uuid:pk>/fill/", bodies.fill, name="fill-seat"),
    path("seats/<uuid:pk>/level/", bodies.seat_level, name="seat-level"),
    path("seats/<uuid:pk>/end/", bodies.take_back, name="end-seat"),
    path("terms/<uuid:pk>/end/", bodies.vacate, name="end-term"),
    path("terms/<uuid:pk>/renew/", structure.renew, name="renew-term"),
    path("settings/", settings.settings, name="settings"),
    path("settings/edit/", settings.edit, name="edit-settings"),
    path("settings/stage/", settings.stage, name="stage"),
]
