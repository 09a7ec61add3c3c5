"""Addresses of the rulebook, below those of a coalition."""

from django.urls import path

from comity.governing.views import looking, rulebook, rulebook_editing, rulebook_voting

ONE = "rulebook/versions/<int:number>/"
urlpatterns = [
    path("rulebook/", rulebook.rulebook, name="rulebook"),
    path("rulebook/applies/", rulebook.applies, name="rulebook-applies"),
    path("rulebook/looks/", looking.looks, name="rule-looks"),
    path("rulebook/looks/<uuid:look>/", looking.look, name="rule-look"),
    path("rulebook/dues/", rulebook.dues, name="rulebook-dues"),
    path("rulebook/acceptances/", rulebook.acceptances, name="rulebook-acceptances"),
    path("rulebook/versions/", rulebook.versions, name="rulebook-versions"),
    path("rulebook/versions/new/", rulebook_editing.new, name="rulebook-new"),
    path(ONE, rulebook.version, name="rulebook-version"),
    path(f"{ONE}changes/", rulebook.changed, name="rulebook-changes"),
    path(f"{ONE}rulebook.json", rulebook.as_json, name="rulebook-json"),
    path(f"{ONE}rulebook.md", rulebook.as_text, name="rulebook-text"),
    path(f"{ONE}why/", rulebook_editing.why, name="rulebook-why"),
    path(f"{ONE}own-rules/", rulebook_editing.own_rules, name="rulebook-own-rules"),
    path(f"{ONE}kinds/new/", rulebook_editing.add_kind, name="rulebook-add-kind"),
    path(f"{ONE}kinds/<slug:key>/", rulebook_editing.kind, name="rulebook-kind"),
    path(f"{ONE}kinds/<slug:key>/out/", rulebook_editing.take_out, name="rulebook-take-out"),
    path(f"{ONE}parts/<slug:part>/", rulebook_editing.part, name="rulebook-part"),
    path(f"{ONE}propose/", rulebook_voting.propose, name="rulebook-propose"),
    path(f"{ONE}take-up/", rulebook_voting.take_up, name="rulebook-take-up"),
    path(f"{ONE}drop/", rulebook_voting.drop, name="rulebook-drop"),
    path(f"{ONE}accept/", rulebook_voting.accept, name="rulebook-accept"),
]
