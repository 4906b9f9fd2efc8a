"""An independent look at whole pages: what visitors wrote is inert, and whatever is active is the page's own.

Inside `.prose` (what members wrote) nothing active may stand at all; outside, scripts, forms and drawings must be of
the kind that our templates write, and no attribute may run anything.
"""

import importlib.util
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

import html5lib

from tests.fixtures.html_oracle import findings, scheme
from tests.fixtures.shared import DATA

BUILT = re.compile(r"/static/build/[\w.-]+")
OURS = re.compile(r"/(?!/)[^\\]*")
_NEVER = (
    "iframe frame frameset object embed applet base template noscript xmp plaintext marquee isindex keygen portal "
    "fencedframe video audio source track image math foreignobject animate set style"
)
_ADDRESSES = "href src action formaction poster cite data background ping srcset xlink:href"
NEVER = frozenset(_NEVER.split())
ADDRESSES = frozenset(_ADDRESSES.split())
OUR_TEMPLATE = ("template", {"data-remark": ""})
"""The form for a comment, once for all posts of a page; what stands in it is looked at like the rest."""
SAFE = frozenset({"", "http", "https", "mailto"})


def violations(fragment: str) -> list[str]:
    """Ask the oracle of /shared, where it is."""
    path = DATA / "xss_check.py"
    if not path.exists():
        return []
    spec = importlib.util.spec_from_file_location("xss_check", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.violations(fragment)


def faults(page: str) -> list[str]:
    """Everything in a page that must not be there."""
    tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    found = [fault for element in tree.iter() if isinstance(element.tag, str) for fault in _of(element)]
    for element in tree.iter():
        if isinstance(element.tag, str) and "prose" in element.get("class", "").split():
            inner = "".join(tostring(child, encoding="unicode", method="html") for child in element)
            found += [f"prose: {each}" for each in (*findings(inner), *violations(inner))]
    return found


def _of(element: Element) -> Iterator[str]:
    tag = element.tag.rpartition("}")[2].lower()
    given = {str(name).rpartition("}")[2].lower(): value for name, value in element.attrib.items()}
    if tag in NEVER and (tag, given) != OUR_TEMPLATE:
        yield f"element {tag}"
    for name, value in given.items():
        if name.startswith("on") or name in {"style", "srcdoc", "http-equiv", "ping"}:
            yield f"attribute {tag}.{name}"
        if name in ADDRESSES and scheme(value) not in SAFE:
            yield f"scheme {tag}.{name}={value[:60]}"
    if tag == "script":
        data = given.get("type") in {"application/json", "application/ld+json"}
        if not data and (not BUILT.match(given.get("src", "")) or (element.text or "").strip()):
            yield f"script {given.get('src', '')} {(element.text or '')[:60]}"
    if tag in {"form", "link", "use"}:
        target = given.get("action") or given.get("href") or "/"
        own = given.get("rel") in {"canonical", "alternate", "search"} or OURS.fullmatch(target) or target[0] in "#?"
        if not own:
            yield f"{tag} leads to {target[:60]}"
