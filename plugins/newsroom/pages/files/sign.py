"""Publish the sign of the newsroom, and the icons drawn from it.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /tai-nguyen/bieu-tuong.svg and .png
"""

from functools import partial

from pelican.generators import Generator

from incremental.keyed.writer import KeyedWriter
from newsroom.addresses import SIGN
from newsroom.identity.sign import ICONS, draw_icon


class SignFiles(Generator):
    def generate_output(self, writer: KeyedWriter) -> None:
        identity = self.context["site"].vocabularies.identity
        writer.write_data(SIGN, identity.sign)
        ground = identity.site.colours.accent
        for url, icon in ICONS.items():
            key = (identity.sign, ground.hex)
            writer.write_made(url, key, partial(draw_icon, identity.sign, icon, ground))
