"""From HTML to a tagged PDF (PDF/UA-1), with WeasyPrint. Loaded by the job alone: most installs never need it.

Nothing is fetched: fonts and style sheet are our own static files, and every other address is refused.
"""

import weasyprint
from django.contrib.staticfiles import finders
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

#: where our style sheet finds our fonts; no such host exists, and nobody is asked
OURS = "https://static.invalid/"
SHEET = "prints/paper.css"
#: font family → its file among our static files. Two families, as style sheets for paper know no ranges of letters
FONTS = {
    "Comity": "vendor/atkinson/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "Comity Extended": "vendor/atkinson/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
}


class Ours(URLFetcher):  # type: ignore[misc]
    """Hands out our fonts and refuses everything else: no network, no files of the machine, no data in addresses."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The font; ValueError for any other address, which is then left out of the page."""
        name = url.removeprefix(OURS)
        if name not in FONTS.values() or (path := finders.find(name)) is None:
            raise ValueError("Nothing is fetched for a print.")
        with open(path, "rb") as file:
            return URLFetcherResponse(url, file.read(), {"Content-Type": "font/woff2"})


def pressed(html: str, *, address: str, foot: str) -> bytes:
    """The PDF. address: of this install, for links that lead into it; foot: what stands below every page."""
    fonts, ours = FontConfiguration(), Ours()
    sheets = [
        weasyprint.CSS(string=css, url_fetcher=ours, font_config=fonts) for css in (_faces(), _sheet(), _foot(foot))
    ]
    document = weasyprint.HTML(string=html, base_url=address, url_fetcher=ours)
    made: bytes = document.write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True, uncompressed_pdf=False
    )
    return made


def _faces() -> str:
    """Only fonts that are there: without them the machine's stand in."""
    return "".join(
        f'@font-face {{ font-family: "{name}"; src: url("{OURS}{path}") format("woff2"); }}'
        for name, path in FONTS.items()
        if finders.find(path)
    )


def _sheet() -> str:
    path = finders.find(SHEET)
    assert path is not None
    with open(path, encoding="utf-8") as file:
        return file.read()


def _foot(words: str) -> str:
    """Words as a string of a style sheet: every letter that could end it is written as its number."""
    said = "".join(c if c.isalnum() or c in " ,.:·" else f"\\{ord(c):06x}" for c in words)
    return f'@page {{ @bottom-left {{ content: "{said}"; }} }}'
