"""Charts of counts, drawn on the server: a small row of bars for each option, one bar a stage."""

from fractions import Fraction

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.core.ballots.stages import Stage
from comity.governing.results import Result
from comity.governing.results import figure as in_words

register = template.Library()
#: sizes in the chart's own units
NAMES, STAGE, ROW, BAR, HEAD = 150, 92, 34, 12, 26


@register.simple_tag
def figure(number: Fraction) -> str:
    """A total with as many places as it needs."""
    return in_words(number)


@register.simple_tag
def stages_chart(result: Result) -> SafeString:
    """Options below each other, stages beside each other; a bar is as long as the votes, the line marks the quota."""
    names, stages = result.names, result.result.stages
    most = max([total for stage in stages for total in stage.totals.values()] + [Fraction(1)])
    width, height = NAMES + STAGE * len(stages), HEAD + ROW * len(names)
    heads = format_html_join(
        "", '<text class="fine" x="{}" y="16">{}</text>',
        ((NAMES + STAGE * at, _("Stage {n}").format(n=at + 1)) for at in range(len(stages))),
    )  # fmt: skip
    rows = format_html_join("", "{}", ((_row(result, name, at, most),) for at, name in enumerate(names)))
    return format_html(
        '<svg class="chart stages" direction="ltr" width="{}" height="{}" viewBox="0 0 {} {}" role="img"'
        ' aria-label="{}">{}{}</svg>',
        width, height, width, height, told(result), heads, rows,
    )  # fmt: skip


def told(result: Result) -> str:
    """The chart in a sentence."""
    taken = ", ".join(result.winners) or _("nobody")
    return _("Votes of {n} options over {stages} stages; taken: {names}").format(
        n=len(result.names), stages=len(result.result.stages), names=taken
    )


def _row(result: Result, name: str, at: int, most: Fraction) -> SafeString:
    top = HEAD + ROW * at
    short = name if len(name) <= 22 else f"{name[:21]}…"
    css = "b" if name in result.winners else ""
    cells = format_html_join(
        "", "{}",
        ((_cell(stage, name, number, top, most, result.result.quota, name in result.winners),)
         for number, stage in enumerate(result.result.stages)),
    )  # fmt: skip
    return format_html('<text class="{}" x="0" y="{}">{}</text>{}', css, top + 14, short, cells)


def _cell(
    stage: Stage, name: str, number: int, top: int, most: Fraction, quota: Fraction | None, taken: bool
) -> SafeString:
    if name not in stage.totals:
        return SafeString("")
    left, room = NAMES + STAGE * number, STAGE - 14
    long = round(float(stage.totals[name] / most) * room, 1)
    mark = name in stage.elected and " ✓" or name in stage.excluded and " ×" or ""
    line = SafeString("")
    if (quota := stage.quota or quota) and quota <= most:
        x = left + round(float(quota / most) * room, 1)
        line = format_html('<path class="g" d="M{} {}v{}"/>', x, top, BAR + 4)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="1"/>{}<text class="fine" x="{}" y="{}">{}{}</text>',
        "v" if taken else "w", left, top + 2, max(long, 1), BAR, line, left, top + BAR + 14,
        in_words(stage.totals[name]), mark,
    )  # fmt: skip
