"""at_length: a property once more over many more drawn cases, to be run on demand."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def at_length(test: Any, *drawn: st.SearchStrategy[Any], max_examples: int = 300) -> Callable[..., None]:
    """Return ``test``, a property of what is ``drawn``, as a test marked slow with so many examples."""
    inner: Callable[..., None] = test.hypothesis.inner_test

    @wraps(inner, updated=())
    def run(*values: Any, **named: Any) -> None:
        inner(*values, **named)

    long: Callable[..., None] = given(*drawn)(settings(max_examples=max_examples, deadline=None)(run))
    slow: Callable[..., None] = pytest.mark.slow(long)
    return slow
