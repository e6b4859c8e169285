"""Shares, posts, hours and pay of a row of a people sheet."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from reorg.importing.people.person import Person
from reorg.importing.reading.sheets import Cell, text_of
from reorg.importing.recognizing.cells import Cells
from reorg.importing.recognizing.spelling import normal
from reorg.importing.values.numbers import CODES, Number, read_number
from reorg.money import currency_of

_MONTHLY = ("monthly", "per month", "monat", "mensuel", "mensual", "/month")
_HOUR = ("hour", "stund", "heure", "hora")
_MONTH = ("month", "monat", "mens", "mois", "mes")
_COUNTED = ("post", "number", "headcount", "anzahl", "nombre", "numero", "cantidad")
_POSTS_MAX, _SHARES_MAX = 5000, 20
_HOURS_UNIT = re.compile(r"^(?:h|hr|std|hour|stund|heure|hora)", re.IGNORECASE)
_HOURS_MIN, _HOURS_MAX = 5, 48
"""Numbers above 1 beside a person's name from which, and up to which, they are hours of a week. Inference."""
_ROUNDING, _PAY_MAX = 0.02, 1e9
WEEKS, FULL_HOURS, HOURS_MAX = 52.0, 40.0, 80
MONTHLY_BELOW, HOURLY_BELOW = 15_000, 400
"""Amounts below which pay without a stated period counts as monthly, or as hourly. Inference."""


class Amounts:
    """Reads the amounts of one table, using its headers and columns together."""

    def __init__(self, cells: Cells) -> None:
        table = cells.table
        self._cells = cells
        header = " ".join(
            table.header(name) for name in ("pay", "cost", "pay_low") if table.has(name)
        ).casefold()
        self._per_year = 12.0 if any(word in header for word in _MONTHLY) else 1.0
        self._currency = _currency_in(header)
        # 80 is a percentage, unless the header indicates a number of posts.
        self._counted = any(word in normal(table.header("share")) for word in _COUNTED)
        self._has_shares = any(map(text_of, table.values("share")))
        self._percent = table.has("share") and any(map(self._is_percent, table.values("share")))

    def _is_percent(self, cell: Cell) -> bool:
        """Return whether a cell shows that plain numbers of the column are percent: too large for hours."""
        read = read_number(cell, self._cells.table.decimal_mark("share")) if cell is not None else None
        return read is not None and not (read.percent or read.unit) and _HOURS_MAX < read.value <= 100

    def read(self, person: Person, row: Sequence[Cell]) -> None:
        """Set the row's share, posts, hours, pay and AI agents."""
        hours = self._cells.number(row, "weekly_hours", person.row)
        if hours is not None and 0 < hours.value <= HOURS_MAX:
            person.weekly_hours = hours.value
        elif hours is not None:
            message = "impossible weekly hours: not used"
            self._cells.add("value", message, person.row, "weekly_hours", f"{hours.value:g}")
        self._posts(person, row)
        self._remark_on_missing_share(person, row)
        self._pay(person, row)
        agents = self._cells.number(row, "ai_agents", person.row)
        person.ai_agents = int(agents.value) if agents is not None and 0 <= agents.value <= 1000 else 0

    def _posts(self, person: Person, row: Sequence[Cell]) -> None:
        share = self._cells.number(row, "share", person.row)
        count = self._cells.number(row, "count", person.row)
        if share is not None and self._is_hours(person, share):
            person.weekly_hours, share = share.value, None
        posts = share.value if share is not None else 0.0
        if share is not None and person.name and not self._counted:
            posts = self._of_one(person, share)
        elif share is not None and posts > _SHARES_MAX and not (share.percent or self._counted):
            posts /= 100
        if count is not None and count.value >= 1:
            posts = count.value * (posts or 1.0) if posts <= 1 else posts
        if not 0 <= posts <= _POSTS_MAX:
            message = "an impossible number of full-time positions: not used"
            self._cells.add("value", message, person.row, "share", f"{posts:g}")
        elif posts > 0:
            # A deviation of one hundredth is rounding, not a second post.
            person.count = max(1, math.ceil(posts - _ROUNDING))
            person.share = min(1.0, max(0.001, round(posts / person.count, 3)))
            if person.count > 1:
                detail = f"{posts:g} positions become {person.count} people at {person.share:g}"
                message = "several positions: one person for each, all with the same share"
                self._cells.add("person", message, person.row, "share" if share else "count", detail)

    def _remark_on_missing_share(self, person: Person, row: Sequence[Cell]) -> None:
        if self._has_shares and not self._cells.table.text(row, "share") and person.weekly_hours is None:
            message = "no share of a position is stated: a full one is assumed"
            self._cells.add("value", message, person.row, "share", person.shown)

    def _is_hours(self, person: Person, share: Number) -> bool:
        """Return whether a share is stated in hours of a week; a plain number that is, is a finding."""
        if _HOURS_UNIT.match(share.unit):
            return 0 < share.value <= HOURS_MAX
        of_person = person.name and not (share.percent or self._counted or self._percent)
        if not of_person or not _HOURS_MIN <= share.value <= _HOURS_MAX:
            return False
        message = "more than 1 beside a person's name: taken as hours per week"
        self._cells.add("value", message, person.row, "share", f"{share.value:g}")
        return True

    def _of_one(self, person: Person, share: Number) -> float:
        """Return the share of a position that a person with a name has: at most 1."""
        posts = share.value
        if posts >= _HOURS_MIN and not share.percent:
            posts /= 100
        if posts > 1.0 + _ROUNDING:
            message = "more than one position beside a person's name: one full position"
            self._cells.add("value", message, person.row, "share", f"{share.value:g}")
        return min(posts, 1.0)

    def _pay(self, person: Person, row: Sequence[Cell]) -> None:
        read = self._cells.number
        cost = read(row, "cost", person.row)
        pay = cost or read(row, "pay", person.row)
        low, high = read(row, "pay_low", person.row), read(row, "pay_high", person.row)
        person.loaded = cost is not None
        if pay is None and low is not None and high is not None:
            pay = Number(min(low.value, high.value), max(low.value, high.value), "", low.currency)
        if pay is None or pay.value == 0:
            return
        if not 0 < pay.value * self._per_year < _PAY_MAX:
            message = f"{'negative' if pay.value < 0 else 'impossible'} pay: not used"
            self._cells.add(
                "value", message, person.row, "pay" if cost is None else "cost", f"{pay.value:.10g}"
            )
            return
        per_year = self._periods(person, pay, self._cells.table.text(row, "pay_type"))
        person.pay, person.pay_high = pay.value * per_year, pay.high * per_year
        person.currency = self._stated(row, person.row) or pay.currency or self._currency

    def _stated(self, row: Sequence[Cell], number: int) -> str:
        """Return the currency named by a separate column; an unknown word is a finding."""
        stated = self._cells.table.text(row, "currency")
        code = currency_of(stated) if stated else ""
        if code is None:
            message = "not a currency: write an ISO code such as EUR"
            self._cells.add("value", message, number, "currency", stated[:40])
        return code or ""

    def _periods(self, person: Person, pay: Number, kind: str) -> float:
        """Return the payments per year of an amount; a small one without a stated period is a guess."""
        text = f"{kind} {pay.unit}".casefold()
        hours = WEEKS * (person.weekly_hours or FULL_HOURS)
        if any(word in text for word in _HOUR):
            return hours
        if any(word in text for word in _MONTH):
            return 12.0
        if self._per_year == 1.0 and pay.value < MONTHLY_BELOW and "k" not in text and not person.loaded:
            hourly = pay.value < HOURLY_BELOW
            message = f"taken as pay per {'hour' if hourly else 'month'}"
            self._cells.add("value", message, person.row, "pay", f"{pay.value:g}")
            return hours if hourly else 12.0
        return 1.0 if person.loaded else self._per_year


def _currency_in(header: str) -> str:
    """Return the currency that the header of a column of pay names, "" if it names none."""
    words = re.findall(r"[^\W\d_]+|[^\w\s]", header)
    known = (currency_of(word) for word in words if word.upper() in CODES or not word.isalnum())
    return next((code for code in known if code is not None), "")
