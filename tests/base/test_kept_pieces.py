"""Pieces of pages that are rendered once: they see what they name and nothing else."""

from typing import Any

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import override

from comity.base.templatetags import kept


def said(template: Template, **values: Any) -> str:
    return template.render(Context(values))


def test_a_piece_sees_only_what_it_names() -> None:
    piece = Template("{% load kept %}{{ reader }}:{% kept slug=slug %}{{ slug }}{{ reader }}{% endkept %}")
    assert said(piece, slug="ours", reader="Marta") == "Marta:ours"
    assert said(piece, slug="ours", reader="Henk") == "Henk:ours"


def test_it_is_rendered_once_for_each_set_of_values_and_language() -> None:
    piece = Template("{% load kept i18n %}{% kept n=n %}{% translate 'Yes' %}{{ n }}{{ n.count }}{% endkept %}")

    class Counted(str):
        seen = 0

        def count(self, *_given: Any) -> int:  # type: ignore[override]
            Counted.seen += 1
            return Counted.seen

    once, again = said(piece, n=Counted("a")), said(piece, n=Counted("a"))
    assert once == again == "Yesa1"
    assert said(piece, n=Counted("b")) == "Yesb2"
    with override("nl"):
        assert said(piece, n=Counted("a")).endswith("a3")


def test_markup_and_the_same_text_without_are_two_things() -> None:
    piece = Template("{% load kept %}{% kept name=name %}{{ name }}{% endkept %}")
    assert said(piece, name=mark_safe("<b>x</b>")) == "<b>x</b>"
    assert said(piece, name="<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"


def test_no_more_than_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    piece = Template("{% load kept %}{% kept n=n %}{{ n }}{% endkept %}")
    (node,) = piece.nodelist.get_nodes_by_type(kept.Kept)
    for n in range(10):
        assert said(piece, n=n) == str(n)
        assert isinstance(node, kept.Kept) and len(node.made) <= 3


def test_a_value_that_may_change_is_rendered_each_time() -> None:
    piece, names = Template("{% load kept %}{% kept names=names %}{{ names|join:', ' }}{% endkept %}"), ["Marta"]
    assert said(piece, names=names) == "Marta"
    names.append("Henk")
    assert said(piece, names=names) == "Marta, Henk"
