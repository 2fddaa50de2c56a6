"""Differences from CommonMark that no problem names, in random bodies.

``python tests/support/silent_differences.py --bodies 20000 --seeds 5`` renders that many bodies, and
prints each whose tree differs from that of markdown-it-py although no problem names the line, cut
down to the lines and words that make the difference.
"""

import argparse
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    ROOT = Path(__file__).parents[2]
    sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support")]

from hypothesis import HealthCheck, Phase, given, seed, settings

from editor_bodies import bodies
from markdown_trees import BodyComparison


def cut_down(text, differences):
    """Remove lines, then words, then characters of *text* while its first difference stays of its kind."""

    def kind(text):
        found = differences(text)
        return found and [[block[0] for block in side] for side in (found[0].expected, found[0].ours)]

    wanted = kind(text)
    for separator in ("\n", " ", ""):
        index = 0
        parts = text.split(separator) if separator else list(text)
        while index < len(parts):
            for length in (8, 4, 2, 1):
                shorter = separator.join(parts[:index] + parts[index + length :])
                if index + length <= len(parts) and kind(shorter) == wanted:
                    del parts[index : index + length]
                    break
            else:
                index += 1
        text = separator.join(parts)
    return text


def main():
    """Print the silent differences of random bodies."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--bodies", type=int, default=20_000)
    arguments.add_argument("--seeds", type=int, default=5)
    options = arguments.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        comparison = BodyComparison(Path(folder))
        for number in range(options.seeds):

            @seed(number)
            @settings(
                max_examples=options.bodies // options.seeds,
                database=None,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(bodies())
            def collect(text):
                if comparison.differences(text):
                    smallest = cut_down(text, comparison.differences)
                    found[smallest] = found.get(smallest, 0) + 1

            collect()
            total = sum(found.values())
            sys.stderr.write(f"seed {number}: {total} silent differences, {len(found)} distinct\n")
        for text, count in sorted(found.items(), key=lambda pair: -pair[1]):
            shown = map(str, comparison.differences(text))
            sys.stdout.write("\n".join([f"{count} ×", text, repr(text), *shown, "", ""]))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
