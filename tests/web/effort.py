"""How long a task takes somebody who has never seen the page, by what is done and what is read.

Operators of the keystroke-level model (Card, Moran & Newell 1980, "The keystroke-level model for user
performance time with interactive systems", Communications of the ACM 23(7), 396-410): typing by the worst
typists of its table, pointing, and a moment to think before each of them. Reading at 238 words a minute
(Brysbaert 2019, "How many words do we read per minute?", Journal of Memory and Language 109). The model knows
no mistakes and no wondering, so a task must fit into half of the time it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

KEY_SECONDS, POINT_SECONDS, HOME_SECONDS, THINK_SECONDS = 1.2, 1.1, 0.4, 1.35
WORDS_A_MINUTE = 238.0
MARGIN = 2.0
_READ = """(element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('option:not(:checked), .unseen, style').forEach((each) => each.remove());
  return copy.textContent.split(/\\s+/).filter(Boolean).length;
}"""


@dataclass
class Effort:
    """What somebody has done and read so far."""

    seconds: float = 0.0
    words: int = 0

    @property
    def minutes(self) -> float:
        """How long that takes, with the margin for what the model leaves out."""
        return MARGIN * (self.seconds + 60.0 * self.words / WORDS_A_MINUTE) / 60.0

    def click(self, what: Any) -> None:
        """Think, point and press."""
        self.seconds += THINK_SECONDS + POINT_SECONDS
        what.click()

    def choose(self, field: Any, option: str) -> None:
        """Open a list and take one of it."""
        self.seconds += 2.0 * (THINK_SECONDS + POINT_SECONDS)
        field.select_option(option)

    def fill(self, field: Any, text: str) -> None:
        """Point at a field, type into it, and end with Enter."""
        self.seconds += THINK_SECONDS + POINT_SECONDS + HOME_SECONDS + KEY_SECONDS * (len(text) + 1)
        field.fill(text)
        field.press("Enter")

    def read(self, what: Any) -> None:
        """Read every word of it, of lists only what is chosen."""
        self.words += int(what.evaluate(_READ))
