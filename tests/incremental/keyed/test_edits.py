import pytest

from random_edits import try_edits


@pytest.mark.parametrize("seed", [101, 102])
def test_after_random_edits_the_build_equals_a_cold_one(tmp_path, seed):
    assert len(try_edits(tmp_path, seed, 5)) == 5
