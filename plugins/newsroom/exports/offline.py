"""Files for the service worker and for the home screens of phones.

Source: https://www.w3.org/TR/appmanifest/
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from newsroom.addresses import ASSETS
from newsroom.items.items import Item, Story

NEWEST_COUNT = 8  # articles of some 6 KB, gzip, of which most readers open none
ICONS = (  # file below ASSETS, sizes, type, purpose
    ("bieu-tuong.svg", "any", "image/svg+xml", "any"),
    ("bieu-tuong-192.png", "192x192", "image/png", "any"),
    ("bieu-tuong-512.png", "512x512", "image/png", "any"),
    ("bieu-tuong-che-512.png", "512x512", "image/png", "maskable"),
)


def kept_list(stories: Sequence[Story], items: Iterable[Item], root: str) -> bytes:
    """Write the newest of *stories*, and a digest of the withdrawn *items*, as JSON.

    Any kept page may contain a withdrawn name, so devices drop all their pages when the digest changes.
    """
    withdrawn = sorted(item.url for item in items if item.is_withdrawn)
    digest = hashlib.sha256("\n".join(withdrawn).encode()).hexdigest()[:16]  # addresses would disclose names
    return _to_json({"gone": digest, "newest": [f"{root}{story.url}" for story in stories[:NEWEST_COUNT]]})


def manifest(name: str, description: str, root: str, paper: str) -> bytes:
    """Write the name and the icons of the site for home screens, as JSON."""
    icons = [
        {"src": f"{root}{ASSETS}{file}", "sizes": sizes, "type": kind, "purpose": purpose}
        for file, sizes, kind, purpose in ICONS
    ]
    return _to_json(
        {
            "name": name,
            "short_name": name,
            "description": description,
            "lang": "vi",
            "id": root,
            "start_url": root,
            "scope": root,
            "display": "minimal-ui",
            "background_color": paper,
            "theme_color": paper,
            "icons": icons,
        }
    )


def _to_json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
