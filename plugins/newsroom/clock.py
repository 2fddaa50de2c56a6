"""The time in Vietnam, which SOURCE_DATE_EPOCH fixes so that builds can be repeated."""

import os
from datetime import datetime

from newsroom.language.dates import HERE
from newsroom.problems import UserError


class ClockError(UserError):
    """A SOURCE_DATE_EPOCH that is not a time."""


def now() -> datetime:
    """Return this moment in Vietnam, or the moment in SOURCE_DATE_EPOCH.

    Raises:
        ClockError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(HERE)
    try:
        return datetime.fromtimestamp(int(epoch), HERE)
    except (ValueError, OverflowError, OSError):
        raise ClockError(f"SOURCE_DATE_EPOCH phải là số giây từ 1/1/1970; đang là {epoch}.") from None
