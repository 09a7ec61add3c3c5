"""The door, the account, and the install."""

from django.urls import path

from comity.people.views import account, demo, door, elsewhere, files, install, leaving, proofs, second, sure

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
    path("sign-in/elsewhere/", elsewhere.leave, name="elsewhere"),
    path("sign-in/elsewhere/back/", elsewhere.back, name="elsewhere-back"),
    path("sign-out/", door.sign_out, name="sign-out"),
    path("demo/as/<str:token>/", demo.enter, name="demo"),
    path("account/", account.account, name="account"),
    path("account/sure/", sure.sure, name="sure"),
    path("account/sure/options/", sure.sure_options, name="sure-options"),
    path("account/profile/", account.profile, name="profile"),
    path("account/addresses/", account.addresses, name="addresses"),
    path("account/addresses/change/", account.change_address, name="change-address"),
    path("account/mails/", account.mails, name="mails"),
    path("account/mails/again/", account.want_again, name="want-again"),
    path("account/sittings/", account.sittings, name="sittings"),
    path("account/sittings/end/", account.end_sitting, name="end-sitting"),
    path("account/password/", proofs.password, name="password"),
    path("account/second-step/", proofs.second_factor, name="second-factor"),
    path("account/second-step/app/", proofs.app, name="app"),
    path("account/second-step/passkeys/options/", proofs.passkey_options, name="new-passkey-options"),
    path("account/second-step/passkeys/", proofs.add_passkey, name="add-passkey"),
    path("account/second-step/codes/", proofs.codes, name="codes"),
    path("account/second-step/<int:row>/remove/", proofs.remove_factor, name="remove-factor"),
    path("account/data/", leaving.data, name="data"),
    path("account/erase/", leaving.erase, name="erase"),
    path("account/erased/", leaving.erased, name="erased"),
    path("install/", install.install, name="install"),
    path("install/metrics/", install.metrics, name="metrics"),
    path("install/mails/<uuid:pk>/again/", install.send_again, name="send-again"),
    path("files/logo/<slug:slug>", files.logo, name="logo"),
]
