"""The newsroom as a Pelican plugin.

Reads:   PATH, and every setting that a generator names
Writes:  settings["NEWSROOM"] while the site is built; in every template ``site`` (only on pages that are
         rendered at each build), ``has_news``, ``footer_links``, ``particulars``, ``vocabularies`` (a digest
         of the closed lists), ``cards`` (pictures of pages and items), ``offline`` (pages register a worker),
         ``feeds`` (those of all articles besides atom.xml),
         ``root`` (the path of the site on its host, for files that are no pages)
Stops the build, with one line per problem, if something must be mended.
"""

import logging
from pathlib import Path

from pelican.generators import Generator

from incremental.keyed.run import IncrementalRun
from newsroom.clock import ClockError
from newsroom.editor.reports import MOST_WARNINGS, describe
from newsroom.identity.reading import load_identity
from newsroom.pages.feeds import feeds_of_all
from newsroom.pages.files.attachments import AttachmentFiles
from newsroom.pages.files.machine_files import MachineFiles
from newsroom.pages.files.offline import OfflineFiles, is_kept_offline
from newsroom.pages.files.open_data import OpenData
from newsroom.pages.files.pictures import PictureFiles
from newsroom.pages.files.search import Search
from newsroom.pages.files.sign import SignFiles
from newsroom.pages.identity import apply_identity
from newsroom.pages.items import ItemPages
from newsroom.pages.listings import ListPages
from newsroom.pages.records import RecordPages
from newsroom.pages.run import SETTING, NewsroomRun
from newsroom.pages.samples import SamplePage
from newsroom.problems import FileProblems
from newsroom.sharing.cards import ShareImages
from newsroom.templating.particulars import filled
from pelican import Pelican, signals

GENERATORS: tuple[type[Generator], ...] = (
    ItemPages,
    ListPages,
    RecordPages,
    MachineFiles,
    OfflineFiles,
    OpenData,
    PictureFiles,
    AttachmentFiles,
    SamplePage,
    SignFiles,
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
        raise SystemExit(problems)  # unlike an error, Pelican does not catch it
    if run.content.problems:
        logger.warning("%s", problems)
    return GENERATORS


def identify(pelican: Pelican) -> None:
    """Set what the identity of the newsroom decides, before Pelican copies its settings."""
    identity = load_identity(Path(pelican.settings["PATH"]), FileProblems())  # reported when all is read
    apply_identity(identity.site, pelican.settings)


def share(generator: Generator) -> None:
    """Give all generators one environment, and their context the variables that every page may show."""
    settings = generator.settings
    run: NewsroomRun = settings[SETTING]
    if not hasattr(run, "environment"):
        site = run.content.site
        categories = [(category.name, category.url) for category in site.identity.categories]
        sections = [*categories, *settings["NAVIGATION"], *settings["RECORDS"]]
        units = [("Đơn vị", url) for url in site.unit_index]
        run.environment, run.context = generator.env, generator.context
        run.context.update(
            site=site,
            has_news=bool(site.stories),
            footer_links=(*settings["RECORDS"], *units, *((page.title, page.url) for page in site.pages)),
            particulars=filled(settings["PARTICULARS"]),
            vocabularies=site.vocabularies.digest,
            cards=ShareImages(settings["SITENAME"], settings["SITESUBTITLE"], sections, run.artist.design),
            offline=is_kept_offline(settings, site),
            feeds=feeds_of_all(settings),
            root=IncrementalRun.of(settings).root,
        )
    generator.env = run.environment


def end(pelican: Pelican) -> None:
    """Forget the run, so that ``pelican --autoreload`` reads the content again."""
    del pelican.settings[SETTING]


def register() -> None:
    signals.initialized.connect(identify)
    signals.get_generators.connect(begin)
    signals.generator_init.connect(share)
    signals.finalized.connect(end)
