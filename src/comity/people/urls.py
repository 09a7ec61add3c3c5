"""The door, the account, and the install."""

from django.urls import path

from comity.people.views import door, second

app_name = "people"
urlpatterns = [
    path("sign-in/", door.sign_in, name="sign-in"),
    path("sign-in/code/", door.code, name="code"),
    path("sign-in/name/", door.name, name="name"),
    path("sign-in/password/", door.password, name="password-sign-in"),
    path("sign-in/passkey/", second.passkey, name="passkey-sign-in"),
    path("sign-in/passkey/options/", second.passkey_options, name="passkey-options"),
    path("sign-in/second-step/options/", second.second_options, name="second-options"),
    path("sign-in/by/<str:token>/", door.link, name="link"),
    path("sign-out/", door.sign_out, name="sign-out"),
]
