"""The page of the module, run as it stands."""

import doctest
from pathlib import Path


def test_the_page_is_true():
    page = Path(__file__).parents[2] / "docs" / "python.md"
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.attempted > 20 and result.failed == 0
