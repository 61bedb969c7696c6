"""Amounts and balances as JSON, in whole kronor."""

from typing import Any

from tracker.domain.amount import Amount, Total
from tracker.domain.balance import Balance
from tracker.domain.plan import Target


def amount_json(amount: Amount | None) -> dict[str, Any] | None:
    """None for no amount; low_kr and high_kr are None for one that is not yet known."""
    if amount is None:
        return None
    return {
        "low_kr": amount.low_kr,
        "high_kr": amount.high_kr,
        "provisional": amount.provisional,
        "words": amount.words,
    }


def total_json(total: Total) -> dict[str, Any]:
    """unknown: how many items have no amount yet."""
    return {
        "low_kr": total.low_kr,
        "high_kr": total.high_kr,
        "unknown": total.unknown,
        "provisional": total.provisional,
    }


def balance_json(balance: Balance) -> dict[str, Any]:
    """target_kr and presupposed_kr are None where they are no single figure: "target" and "presupposed" say more."""
    target, presupposed = balance.target, balance.presupposed
    coverage = balance.coverage
    return {
        "target_kr": target.amount.low_kr if target is not None and not target.amount.is_interval else None,
        "target": _target_json(target),
        "additional": total_json(balance.additional),
        "presupposed_kr": presupposed.low_kr if presupposed.low_kr == presupposed.high_kr else None,
        "presupposed": total_json(presupposed),
        "presupposed_forecast": total_json(balance.presupposed_forecast),
        "gap": None if balance.gap is None else {"low_kr": balance.gap.low_kr, "high_kr": balance.gap.high_kr},
        "coverage_percent": None
        if coverage is None
        else {"low": coverage.low_per_mille / 10, "high": coverage.high_per_mille / 10},
        "parts": {
            "confirmed": total_json(balance.parts.confirmed),
            "outcome": total_json(balance.parts.outcome),
            "forecast_under_way": total_json(balance.parts.under_way),
            "forecast_not_under_way": total_json(balance.parts.not_under_way),
        },
        "outcome": total_json(balance.outcome),
        "stated": [
            {
                "label": each.label,
                "amount_kr": each.amount_kr,
                "computed_kr": each.computed_kr,
                "difference_kr": each.difference_kr,
            }
            for each in balance.stated
        ],
    }


def _target_json(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {
        "low_kr": target.amount.low_kr,
        "high_kr": target.amount.high_kr,
        "as_of": target.as_of.isoformat(),
        "label": target.label,
    }
