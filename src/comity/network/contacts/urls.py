"""Addresses of the contact book, below those of a coalition."""

from django.urls import path

from comity.network.views import contacts

urlpatterns = [
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/new/", contacts.new, name="new-contact"),
    path("contacts/import/", contacts.bring_in, name="import-contacts"),
    path("contacts/<uuid:contact>/", contacts.contact, name="contact"),
    path("contacts/<uuid:contact>/edit/", contacts.edit, name="change-contact"),
    path("contacts/<uuid:contact>/touch/", contacts.touch, name="touch-contact"),
    path("contacts/<uuid:contact>/later/", contacts.later, name="put-off-contact"),
    path("contacts/<uuid:contact>/hand-over/", contacts.hand_over, name="hand-contact-over"),
    path("contacts/<uuid:contact>/strike/", contacts.strike, name="strike-contact"),
    path("contacts/<uuid:contact>/erase/", contacts.erase, name="erase-contact"),
]
