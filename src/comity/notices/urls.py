from django.urls import path

from comity.notices import mailbox, views

app_name = "notices"
urlpatterns = [
    path("a/<str:token>/", views.link, name="link"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<uuid:key>/", mailbox.letter, name="letter"),
    path("mailbox/<uuid:key>/html/", mailbox.sheet, name="sheet"),
]
