"""The error that asks a caller to build again, apart from all that is slow to load."""


class DamagedError(Exception):
    """The store was damaged, and has been thrown away: the next build begins anew."""
