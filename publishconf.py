"""Pelican's settings for the public site: an address, and no drafts."""

import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403 (Pelican's own way of layering settings)

from newsroom.addresses import NO_HOST  # isort: skip (pelicanconf.py has put plugins/ on the path)

SITEURL = (os.environ.get("SITEURL") or NO_HOST).rstrip("/")  # a CI may leave it empty
if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*", SITEURL):
    sys.exit(f"SITEURL phải là địa chỉ của trang, như https://tin.example.vn; đang là {SITEURL}.")
DRAFT_SAVE_AS = DRAFT_PAGE_SAVE_AS = ""
