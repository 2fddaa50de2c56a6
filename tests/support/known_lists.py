"""Readings of the newsroom's own lists, each made once in a process.

Nearly every test loads content with these lists, whose reading takes five times as long as the rest of a
small content tree. A text that a test has changed is read as ever.
"""

from newsroom.files import validation
from newsroom.problems import Problems
from newsroom.vocabulary import closed_lists


def share_readings(content):
    """Read each YAML file of *content* once, as long as its text is the same; index the provinces once."""
    texts = {file.read_text("utf-8") for file in content.rglob("*.yaml")}
    read_anew, kept = validation.read_records, {}
    index_anew, indexed = closed_lists.Provinces, {}

    def read_records(text, model, problems, stand_ins=None):
        if problems or text not in texts:
            return read_anew(text, model, problems, stand_ins)
        if (text, model) not in kept:
            first = Problems("")
            kept[text, model] = read_anew(text, model, first, stand_ins), first
        records, first = kept[text, model]
        problems.extend(first)
        problems.lines, problems.key_positions = first.lines, first.key_positions
        problems.positions = first.positions
        return records

    def index_provinces(records):
        if all(records is not known for known, _problems in kept.values()):
            return index_anew(records)
        if id(records) not in indexed:
            indexed[id(records)] = index_anew(records)
        return indexed[id(records)]

    validation.read_records, closed_lists.Provinces = read_records, index_provinces
