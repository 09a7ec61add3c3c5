"""Pieces of pages that look the same for everybody: put together once, then kept in the process."""

from collections.abc import Hashable
from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()
#: so many renderings of one piece; then it starts anew
MOST = 512


class Kept(Node):
    """A piece that sees the named values and nothing else of the page, so it can't depend on who reads."""

    def __init__(self, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.values, self.nodelist = values, nodelist
        self.made: dict[tuple[Hashable, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.values.items()}
        # with their types: text that is markup equals text that is not, and yet reads otherwise
        key = (get_language(), *values.values(), *map(type, values.values()))
        try:
            found = self.made.get(key)
        except TypeError:  # a value that may change, as a list: rendered each time
            return self._rendered(context, values)
        if found is not None:
            return found
        if len(self.made) >= MOST:
            self.made.clear()
        made = self.made[key] = self._rendered(context, values)
        return made

    def _rendered(self, context: Context, values: dict[str, Any]) -> SafeString:
        alone = Context(values, autoescape=context.autoescape)
        alone.template, alone.render_context = context.template, context.render_context
        return mark_safe(self.nodelist.render(alone))


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """`{% kept slug=request.coalition.slug here=here %}…{% endkept %}`: rendered once for each language and values.

    Inside, only these names exist. Dates and whatever a person may not share stay outside. Where a value can't be
    hashed, the piece is rendered each time.
    """
    values = token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(values, nodelist)
