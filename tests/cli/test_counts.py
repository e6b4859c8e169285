"""Numbers and dates of options as people write them."""

from __future__ import annotations

import click
import pytest

from reorg.cli.counts import Count
from reorg.cli.main import main


@pytest.mark.parametrize("text", ["1000", "1,000", "1 000", "1'000", "1_000"])
def test_a_number_of_worlds_may_have_thousands_separators(text: str) -> None:
    assert Count(1).convert(text, None, None) == 1000


@pytest.mark.parametrize("text", ["1,5", "10,00", "0", "many", "1,000.5"])
def test_what_is_no_whole_number_within_the_range_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter):
        Count(1).convert(text, None, None)


@pytest.mark.parametrize("command", ["compare", "run", "claims"])
def test_the_commands_that_count_worlds_understand_them(command: str) -> None:
    (option,) = (one for one in main.get_command(None, command).params if one.name == "worlds")
    assert option.type.convert("1,000", None, None) == 1000


@pytest.mark.parametrize("text", ["2026-12-07", "07.12.2026"])
def test_a_start_date_may_be_written_day_first(text: str) -> None:
    (option,) = (one for one in main.get_command(None, "import").params if one.name == "start")
    assert option.type.convert(text, None, None).date().isoformat() == "2026-12-07"
