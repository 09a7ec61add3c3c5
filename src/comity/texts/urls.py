"""Addresses of this room below /c/<coalition>/."""

from django.urls import path

from comity.texts.views import comments, suggestions, texts

app_name = "texts"
ONE = "texts/<uuid:text>/"
urlpatterns = [
    path("texts/", texts.texts, name="texts"),
    path("texts/of/<str:label>/<uuid:thing>/", texts.new, name="new"),
    path(ONE, texts.text, name="text"),
    path(f"{ONE}write/", texts.write, name="write"),
    path(f"{ONE}versions/<int:number>/", texts.version, name="version"),
    path(f"{ONE}compare/", texts.compare, name="compare"),
    path(f"{ONE}text.md", texts.markdown, name="markdown"),
    path(f"{ONE}freeze/", texts.freeze, name="freeze"),
    path(f"{ONE}thaw/", texts.thaw, name="thaw"),
    path(f"{ONE}take-away/", texts.take_away, name="take-away"),
    path(f"{ONE}bring-back/", texts.bring_back, name="bring-back"),
    path(f"{ONE}suggest/", suggestions.suggest, name="suggest"),
    path(f"{ONE}suggestions/<uuid:suggestion>/", suggestions.suggestion, name="suggestion"),
    path(f"{ONE}suggestions/<uuid:suggestion>/accept/", suggestions.accept, name="accept"),
    path(f"{ONE}suggestions/<uuid:suggestion>/decline/", suggestions.decline, name="decline"),
    path(f"{ONE}suggestions/<uuid:suggestion>/back/", suggestions.take_back, name="take-back"),
    path(f"{ONE}comment/", comments.comment, name="comment"),
    path(f"{ONE}comments/<uuid:comment>/settle/", comments.settle, name="settle"),
    path(f"{ONE}comments/<uuid:comment>/reopen/", comments.reopen, name="reopen"),
]
