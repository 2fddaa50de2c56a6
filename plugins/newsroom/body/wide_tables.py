"""Tables in a text scroll by themselves where they are wider than the page, also by keyboard."""

from __future__ import annotations

from xml.etree.ElementTree import Element

REGION = {"class": "scroll", "role": "region", "tabindex": "0"}


def let_tables_scroll(root: Element) -> None:
    """Put each table into a region that is named by its columns, and tell what its headings head."""
    for number, table in enumerate(list(root.iter("table")), start=1):
        heads = list(table.iter("th"))
        names = ", ".join(filter(None, (" ".join("".join(head.itertext()).split()) for head in heads)))
        for head in heads:
            head.set("scope", "col")
        parent = next(element for element in root.iter() if table in list(element))
        region = Element("div", REGION | {"aria-label": f"Bảng {number}: {names}".rstrip(": ")})
        region.tail, table.tail = table.tail, None
        parent[list(parent).index(table)] = region
        region.append(table)
