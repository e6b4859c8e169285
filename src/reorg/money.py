"""Currencies, and amounts of money as they are shown: ``$212M``, ``€85,000``, ``CHF 1.2M``.

Nothing here converts anything: an amount is in the currency of its model, whatever its field is called.
"""

from __future__ import annotations

DEFAULT = "USD"

_SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "ILS": "₪",
    "CNY": "CN¥",
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "CA$",
    "HKD": "HK$",
    "MXN": "MX$",
    "NZD": "NZ$",
    "SGD": "S$",
    "TWD": "NT$",
}
"""What stands before an amount; the code and a space where nothing is stated here."""

_ISO_4217 = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT "
    "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR "
    "NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
    "STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD "
    "XCG XOF XPF YER ZAR ZMW ZWG"
)
CODES = frozenset(_ISO_4217.split())
"""The codes of ISO 4217 for money in circulation."""

_UNIT = DEFAULT.casefold()
"""The unit of metrics of money as they are declared."""


def currency_of(text: str) -> str | None:
    """Return the ISO code of a currency written as a code (``eur``) or a symbol (``€``); None for another."""
    written = text.strip()
    if written.upper() in CODES:
        return written.upper()
    return next((code for code, symbol in _SYMBOLS.items() if written == symbol), None)


def prefix(currency: str) -> str:
    """Return what stands before an amount in a currency: ``$``, or ``CHF`` and a space."""
    return _SYMBOLS.get(currency, f"{currency} ")


def in_currency(digits: str, currency: str) -> str:
    """Return digits, signed or not, as an amount: ``+1.2M`` becomes ``+$1.2M``."""
    sign, size = (digits[0], digits[1:]) if digits[:1] in "+-" else ("", digits)
    return f"{sign}{prefix(currency)}{size}"


def whole_amount(value: float, currency: str) -> str:
    """Return an amount to the unit of its currency: ``€85,000``."""
    return in_currency(f"{value:,.0f}", currency)


def unit_in(unit: str, currency: str) -> str:
    """Return the unit of a metric in a model: that of its currency where the metric is declared in money."""
    return currency.casefold() if unit == _UNIT else unit


def currency_of_unit(unit: str) -> str | None:
    """Return the currency that a unit of :func:`unit_in` stands for, None where it is not one."""
    return unit.upper() if unit.islower() and unit.upper() in CODES else None
