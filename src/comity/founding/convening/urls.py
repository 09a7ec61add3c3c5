"""Addresses of the founding meeting, below those of a coalition."""

from django.urls import path

from comity.founding.convening import views

urlpatterns = [
    path("meeting/", views.convening, name="convening"),
    path("meeting/new/", views.new, name="new-convening"),
    path("meeting/invite/", views.invite, name="invite-party"),
    path("meeting/invite/<uuid:prospect>/", views.invite_prospect, name="invite-prospect"),
    path("meeting/send/", views.send, name="send-convening"),
    path("meeting/remind/", views.remind, name="remind-parties"),
    path("meeting/approval/", views.open_approval, name="open-approval"),
    path("meeting/constitute/", views.constitute, name="constitute"),
    path("meeting/give-up/", views.drop, name="drop-convening"),
    path("meeting/document/", views.document, name="founding-document"),
    path("meeting/reservations/new/", views.reserve, name="reserve"),
    path("meeting/reservations/<uuid:reservation>/", views.settle, name="settle-reservation"),
    path("meeting/parties/<uuid:party>/", views.introduce, name="introduce"),
    path("meeting/parties/<uuid:party>/remove/", views.remove, name="remove-party"),
    path("meeting/parties/<uuid:party>/heard/", views.hear, name="hear-party"),
    path("meeting/parties/<uuid:party>/later/", views.ask_later, name="ask-later"),
]
