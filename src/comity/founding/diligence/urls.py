"""Addresses of the file on a prospect, below founding/."""

from django.urls import path

from comity.founding.diligence import views, views_messages

urlpatterns = [
    path("prospects/<uuid:prospect>/file/", views.file, name="diligence"),
    path("prospects/<uuid:prospect>/file/note/", views.note, name="diligence-note"),
    path("prospects/<uuid:prospect>/file/ask/", views.enquire, name="diligence-ask"),
    path("prospects/<uuid:prospect>/file/write/", views_messages.write, name="diligence-write"),
    path("findings/<uuid:finding>/strike/", views.strike, name="diligence-strike"),
    path("enquiries/<uuid:enquiry>/withdraw/", views.withdraw, name="diligence-withdraw"),
    path("enquiries/<uuid:enquiry>/erase/", views.erase, name="diligence-erase"),
    path("messages/<uuid:message>/", views_messages.message, name="diligence-message"),
    path("messages/<uuid:message>/edit/", views_messages.rewrite, name="diligence-rewrite"),
    path("messages/<uuid:message>/show/", views_messages.show, name="diligence-show"),
    path("messages/<uuid:message>/review/", views_messages.review, name="diligence-review"),
    path("messages/<uuid:message>/send/", views_messages.send, name="diligence-send"),
    path("messages/<uuid:message>/answered/", views_messages.answered, name="diligence-answered"),
    path("messages/<uuid:message>/followed/", views_messages.followed, name="diligence-followed"),
]
