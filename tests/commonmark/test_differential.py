"""Random bodies, rendered as by markdown-it-py or with a problem at the line that differs."""

import pytest
from hypothesis import HealthCheck, given, settings

from editor_bodies import bodies
from markdown_trees import BodyComparison


@pytest.fixture(scope="module")
def comparison(tmp_path_factory):
    return BodyComparison(tmp_path_factory.mktemp("content"))


@settings(
    max_examples=400,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(text=bodies())
def test_a_body_has_the_tree_of_commonmark_or_a_problem_at_the_line(comparison, text):
    differences = comparison.differences(text)
    assert not differences, "\n".join(map(str, [text, *differences]))
