"""allauth's settings: sign-in by mail first, no user names, second factors kept by allauth."""

ACCOUNT_ADAPTER = "comity.people.adapter.DoorAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
MFA_ADAPTER = "comity.people.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Comity"
MFA_TOTP_TOLERANCE = 1
SESSION_ENGINE = "comity.people.sessions"
