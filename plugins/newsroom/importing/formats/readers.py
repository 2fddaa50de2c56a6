"""The reader of each kind of files that is neither a text nor a single page."""

from collections.abc import Callable, Mapping

from newsroom.importing.formats.kinds import Kind
from newsroom.importing.formats.mail import read_letter, read_snapshot
from newsroom.importing.formats.office import read_odt, read_rtf
from newsroom.importing.formats.reading import Reading
from newsroom.importing.formats.word import read_docx

READERS: Mapping[Kind, Callable[[str, bytes], Reading]] = {
    Kind.DOCX: read_docx,
    Kind.ODT: read_odt,
    Kind.RTF: read_rtf,
    Kind.SNAPSHOT: read_snapshot,
    Kind.LETTER: read_letter,
}
