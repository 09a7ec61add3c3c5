"""Two pages under the names that allauth's login stages look for."""

from django.urls import path

from comity.people.views import door, second

urlpatterns = [
    path("sign-in/", door.sign_in, name="account_login"),
    path("sign-in/second-step/", second.second, name="mfa_authenticate"),
]
