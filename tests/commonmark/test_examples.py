"""Examples of the CommonMark specification, each equal, reported, or different for a written reason."""

from commonmark_examples import load_examples
from markdown_trees import DIALECT, STANDARD, BodyComparison

# Numbers of examples that ours shows otherwise without a message, by the reason.
DELIBERATE = {
    "a body has no raw HTML but small tags within a line: what is no such tag is text": {
        *(156, 157, 158),  # tags that do not end
        164,  # a small tag on a line of its own, about emphasis
        177,  # emphasis after a comment
        *(180, 182),  # an instruction and CDATA across paragraphs
    },
    "a no-break space is a space: files are read so": {507},
}


def test_each_example_has_the_tree_of_commonmark_or_a_problem_or_a_reason(tmp_path):
    """Our dialect has no indented code, and no line that makes the line above it a heading."""
    comparison = BodyComparison(tmp_path)
    silent = {}
    for example in load_examples():
        differences = comparison.differences(example.text, STANDARD)
        if differences and comparison.differences(example.text, DIALECT):
            silent[example.number] = "\n".join(map(str, [example, *differences]))
    deliberate = set().union(*DELIBERATE.values())
    assert not silent.keys() - deliberate, "\n\n".join(
        silent[number] for number in silent.keys() - deliberate
    )
    assert not deliberate - silent.keys(), "these are equal or reported and need no reason"
