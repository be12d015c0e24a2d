"""Looks at HTML pages as a browser would: what they load, what they run, what they show."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

# Each would run a script, or load something, if a page took it as HTML.
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "' onmouseover='alert(1)",
    "</pre></style></title><iframe src='https://example.org'></iframe>",
    "<a href='javascript:alert(1)'>look</a>",
    "&lt;b&gt; &amp; <!-- ",
    "]]><![CDATA[<b>",
]
_HARMLESS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "b", "br", "div"),
    *("table", "tr", "th", "td", "pre", "span", "ul", "ol", "li", "a", "img", "code", "em"),
    *("section", "details", "summary"),
}


@dataclass
class Page(HTMLParser):
    """What stands on a page."""

    path: Path
    text: str = ""
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def dangers(self) -> list[str]:
        """List what runs, or loads something from elsewhere."""
        found = []
        for tag, attributes in self.tags:
            if tag not in _HARMLESS:
                found.append(f"<{tag}>")
            for name, value in attributes.items():
                value = value or ""
                if name.startswith("on") or (
                    name == "http-equiv" and "policy" not in value.lower()
                ):
                    found.append(f"<{tag} {name}={value!r}>")
                if name == "src" and not value.startswith("data:image/png;base64,"):
                    found.append(f"<{tag} {name}={value!r}>")
                if name == "href" and not value.startswith("#"):
                    found.append(f"<{tag} {name}={value!r}>")
        if "@import" in self.path.read_text(encoding="utf-8"):
            found.append("@import")
        return found
