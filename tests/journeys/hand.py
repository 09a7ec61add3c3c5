"""One person at one browser, who finds things by what stands on the page; every tap and every field is counted."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
#: the least height of what a finger must hit, in px
FINGER = 44


class Hand:
    """Fills, ticks and taps. `taps` and `fields` tell how much was asked of the person."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.fields: list[str] = []

    # ── looking ──

    @property
    def heading(self) -> str:
        """What the page calls itself."""
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def words(self) -> str:
        """All one can read on the page, in one line."""
        return " ".join(self.page.locator("body").inner_text().split())

    def sees(self, words: str) -> None:
        """These words stand on the page, where one can read them."""
        expect(self.page.locator("body")).to_contain_text(words, use_inner_text=True)

    def sees_not(self, words: str) -> None:
        """They don't."""
        expect(self.page.locator("body")).not_to_contain_text(words, use_inner_text=True)

    def reads(self, term: str) -> str:
        """What stands beside a term of a list of facts."""
        row = self.page.locator("dt", has_text=term).first
        return str(row.evaluate("dt => dt.nextElementSibling.innerText")).strip()

    # ── doing ──

    def tap(
        self, name: str, role: Any = "button", *, within: Locator | None = None, exact: bool = False
    ) -> None:
        """Tap the first button or link of that name that shows; a page it leads to is read to its end first."""
        place = within or self.page
        self.taps += 1
        place.get_by_role(role, name=name, exact=exact).first.click()
        self.page.wait_for_load_state("domcontentloaded")

    def follow(self, name: str, *, within: Locator | None = None, exact: bool = False) -> None:
        """Tap a link."""
        self.tap(name, "link", within=within, exact=exact)

    def write(self, label: str, text: str, *, exact: bool = False) -> None:
        """Type into a field."""
        self.fields.append(label)
        self.page.get_by_label(label, exact=exact).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        """Pick an option of a list."""
        self.fields.append(label)
        self.page.get_by_label(label).first.select_option(label=option)

    def tick(self, label: str, *, exact: bool = False) -> None:
        """Mark a card, a box or a round button."""
        self.fields.append(label)
        self.page.get_by_label(label, exact=exact).first.check()

    # ── how it feels ──

    def height(self, name: str, role: Any = "button") -> float:
        """How tall a thing to tap is, in px."""
        box = self.page.get_by_role(role, name=name).first.bounding_box()
        assert box is not None, f"{name} does not show"
        return float(box["height"])

    def is_wide(self) -> bool:
        """Must one scroll sideways? Asked of the whole page, its sheets and pictures read."""
        self.page.wait_for_load_state("load")
        sides = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool(self.page.evaluate(sides))
