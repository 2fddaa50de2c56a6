"""The newsroom as one Pelican plugin: all generators, in the order in which they write.

Reads:   PATH, and every setting that a generator names
Writes:  settings["NEWSROOM"] while the site is built; in every template ``site`` (only on pages that are
         rendered at each build), ``has_news``, ``footer_links``, ``particulars``, ``vocabularies``, which
         stands for the closed lists, ``cards``, which gives the picture for a page or an item, and
         ``offline``, whether pages register the worker
Stops the build, with one line per problem, when something must be mended.
"""

from __future__ import annotations

import logging

from pelican.generators import Generator

from newsroom.clock import ClockError
from newsroom.editor.reports import MOST_WARNINGS, describe
from newsroom.pages.files.cards import CardFiles, make_cards
from newsroom.pages.files.offline import OfflineFiles, is_kept_offline
from newsroom.pages.files.open_data import OpenData
from newsroom.pages.files.pictures import PictureFiles
from newsroom.pages.files.redirects import RedirectPages
from newsroom.pages.files.search import Search
from newsroom.pages.files.server_files import ServerFiles
from newsroom.pages.files.sitemaps import MachineFiles
from newsroom.pages.items import ItemPages
from newsroom.pages.listings import ListPages
from newsroom.pages.records.conferences import ConferencePages
from newsroom.pages.records.corrections import CorrectionPages
from newsroom.pages.records.documents import DocumentPages
from newsroom.pages.records.exemplars import ExemplarPages
from newsroom.pages.records.honours import HonourPages
from newsroom.pages.run import SETTING, NewsroomRun
from newsroom.pages.samples import SamplePage
from newsroom.templating.particulars import filled
from pelican import Pelican, signals

GENERATORS: tuple[type[Generator], ...] = (
    CardFiles,
    ItemPages,
    ListPages,
    DocumentPages,
    ConferencePages,
    ExemplarPages,
    HonourPages,
    CorrectionPages,
    RedirectPages,
    ServerFiles,
    MachineFiles,
    OfflineFiles,
    OpenData,
    PictureFiles,
    SamplePage,
    Search,
)

logger = logging.getLogger(__name__)


def begin(pelican: Pelican) -> tuple[type[Generator], ...]:
    """Read the content, unless a build has done so, before any generator is made."""
    settings = pelican.settings
    try:
        run = settings.get(SETTING) or NewsroomRun.begin(settings, settings["PATH"])
    except ClockError as error:
        raise SystemExit(str(error)) from None
    problems = describe(run.content.problems, most=MOST_WARNINGS)
    if run.content.faults:
        raise SystemExit(problems)  # which, unlike an error, Pelican lets pass
    if run.content.problems:
        logger.warning("%s", problems)
    return GENERATORS


def share(generator: Generator) -> None:
    """Give all generators one environment, and their common context what every page may show."""
    settings = generator.settings
    run: NewsroomRun = settings[SETTING]
    if not hasattr(run, "environment"):
        site = run.content.site
        run.environment, run.context = generator.env, generator.context
        run.context.update(
            site=site,
            has_news=bool(site.stories),
            footer_links=(*settings["RECORDS"], *((page.title, page.url) for page in site.pages)),
            particulars=filled(settings["PARTICULARS"]),
            vocabularies=site.vocabularies.digest,
            cards=make_cards(settings, run.artist),
            offline=is_kept_offline(settings, site),
        )
    generator.env = run.environment


def end(pelican: Pelican) -> None:
    """Let the next run of the same Pelican, which ``pelican --autoreload`` begins, read the content again."""
    del pelican.settings[SETTING]


def register() -> None:
    signals.get_generators.connect(begin)
    signals.generator_init.connect(share)
    signals.finalized.connect(end)
