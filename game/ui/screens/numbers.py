"""How figures are written: at most three significant digits, units always, a true minus sign."""

from __future__ import annotations

import math

MINUS = "−"


def plain(value: float, digits: int = 3) -> str:
    """A number with at most `digits` significant digits and no useless zeros: 27.4, 0.05, 1,250."""
    if not math.isfinite(value):
        return "?"
    if value == 0 or abs(value) < 10 ** -(digits + 2):
        return "0"
    places = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    text = f"{abs(value):,.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return (MINUS if value < 0 and text.strip("0,.") else "") + text


def fixed(value: float, places: int = 1) -> str:
    """A number with that many places: figures that change under the eye keep their width."""
    text = f"{abs(value):,.{places}f}"
    return (MINUS if value < 0 and text.strip("0,.") else "") + text


def signed(value: float, places: int = 1) -> str:
    """A change, with its sign; zero has none."""
    text = fixed(value, places)
    return text if text.startswith(MINUS) or not text.strip("0,.") else "+" + text


def money(billions: float) -> str:
    """Billions of dollars: $41.0B, $950M, −$1.2B."""
    sign, size = (MINUS if billions < 0 else ""), abs(billions)
    if size >= 999.5:
        return f"{sign}${size / 1000:.2f}T"
    if size >= 99.95:
        return f"{sign}${size:.0f}B"
    if size >= 0.995:
        return f"{sign}${size:.1f}B"
    if size < 0.0005:
        return "$0"
    return f"{sign}${size * 1000:.0f}M"


def money_change(billions: float) -> str:
    text = money(billions)
    return text if text.startswith(MINUS) or text == "$0" else "+" + text


def chips(millions: float, unit: bool = True) -> str:
    """Millions of H100 equivalents: 3.40M H100e, 640k H100e."""
    if millions >= 99.95:
        text = f"{millions:,.0f}M"
    elif millions >= 0.9995:
        text = f"{millions:.3g}M" if millions >= 10 else f"{millions:.2f}M"
    else:
        text = f"{millions * 1000:.0f}k" if millions * 1000 >= 0.5 else "0"
    return f"{text} H100e" if unit else text


def people(thousands: float) -> str:
    """Thousands of people: 3,000 or 640."""
    return f"{round(thousands * 1000, -1):,.0f}"


def percent(share: float) -> str:
    """A share of one in whole per cent."""
    return f"{round(share * 100):.0f}%"


def percent_change(now: float, before: float) -> str:
    """The relative change in whole per cent, with its sign."""
    if before <= 0:
        return ""
    change = round((now / before - 1) * 100)
    return f"+{change}%" if change > 0 else f"{MINUS}{-change}%" if change < 0 else "0%"


def log_flop(value: float) -> str:
    """A capability in log10 of effective training FLOP; a dash for a model that does not exist."""
    return f"{value:.1f}" if value > 0 else "–"


def plus_minus(value: float, spread: float, places: int = 1) -> str:
    return f"{fixed(value, places)} ± {fixed(spread, places)}"


def date(year: float, turn_years: float) -> str:
    """The part of the year that a turn covers: H1 2026, Q3 2027, 2030."""
    whole = math.floor(year + 1e-6)
    part = year - whole
    if turn_years < 0.4:
        return f"Q{int(part * 4 + 1e-6) + 1} {whole}"
    if turn_years < 0.9:
        return f"H{int(part * 2 + 1e-6) + 1} {whole}"
    return str(whole)
