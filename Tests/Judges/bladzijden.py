"""Holds the pages that the tests recorded against `html5lib`, which reads HTML as the standard says.

No page may have a parse error, an element or attribute that we don't write, or anything that runs or loads; a page full of nasty
texts must be built of the same kinds of elements as an ordinary one.
"""

import re
import sys
from pathlib import Path

import html5lib

PAGES = Path(__file__).resolve().parent.parent / "DocumentsTests" / "Golden"
HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"


def kinds(page):
    """The elements of a page, each with its attributes; complains of what does not belong there."""
    complaints = []
    parser = html5lib.HTMLParser(strict=False)
    root = parser.parse(page.read_text(encoding="utf-8"))
    for place, error, details in parser.errors:
        complaints.append(f"{place}: {error} {details}")
    found = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            complaints.append(f"a remark: {element.text!r}")
            continue
        found.add(element.tag)
        for name, value in element.attrib.items():
            found.add((element.tag, name))
            if name.startswith("on") or name in ("style", "src") or XLINK in name:
                complaints.append(f"{element.tag} has {name}")
            if name == "href" and not re.fullmatch(r"#[a-z0-9-]+", value):
                complaints.append(f"{element.tag} leads to {value!r}")
    for tag in ("script", "link", "iframe", "object", "img", "form", "base"):
        if HTML + tag in found or SVG + tag in found:
            complaints.append(f"there is a {tag}")
    for table in root.iter(HTML + "table"):
        if not all(cell.get("scope") for cell in table.iter(HTML + "th")):
            complaints.append("a head of a table without a scope")
    names = [element.get("id") for element in root.iter() if element.get("id")]
    if len(names) != len(set(names)):
        complaints.append("an id stands twice")
    for element in root.iter():
        for name in (element.get("aria-labelledby") or "").split():
            if name not in names:
                complaints.append(f"nothing has the id {name}")
    policies = [meta.get("content") for meta in root.iter(HTML + "meta") if meta.get("http-equiv")]
    if len(policies) != 1 or "default-src 'none'" not in policies[0]:
        complaints.append(f"the browser is not told that nothing runs or loads: {policies}")
    if root.get("lang") != "nl":
        complaints.append("not said to be Dutch")
    return found, complaints


def main():
    pages = sorted(PAGES.glob("*.html"))
    if len(pages) < 2:
        print("there are no pages to judge")
        return 1
    ordinary, _ = kinds(PAGES / "alles.html")
    status = 0
    for page in pages:
        found, complaints = kinds(page)
        complaints += [f"strange: {kind}" for kind in sorted(map(str, found - ordinary))]
        for complaint in complaints:
            print(f"{page.name}: {complaint}")
            status = 1
    if status == 0:
        print(f"{len(pages)} pages are as html5lib reads them")
    return status


sys.exit(main())
