"""The time in Vietnam, which SOURCE_DATE_EPOCH fixes so that builds can be repeated."""

import os
from datetime import datetime

from newsroom.language.dates import HERE
from newsroom.problems import UserError

LATEST = 253_370_739_600  # the end of the year 9998: the site reckons with the day after, in four digits


class ClockError(UserError):
    """A SOURCE_DATE_EPOCH that is not a time."""


def now() -> datetime:
    """Return this moment in Vietnam, or the moment in SOURCE_DATE_EPOCH.

    Raises:
        ClockError: SOURCE_DATE_EPOCH is not a number of seconds from 1970 to the year 9998.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(HERE)
    if not (epoch.isascii() and epoch.isdecimal() and len(epoch) <= len(str(LATEST)) and int(epoch) < LATEST):
        raise ClockError(f"SOURCE_DATE_EPOCH phải là số giây từ 1/1/1970; đang là {epoch:.40}.")
    return datetime.fromtimestamp(int(epoch), HERE)
