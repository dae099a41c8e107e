"""Rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import matchmaker as mm
from matchmaker import errors
from tests.conftest import ROOT

SOURCES = sorted((ROOT / "src" / "matchmaker").rglob("*.py"))
LONGEST = 300


def _id(path: Path) -> str:
    return str(path.relative_to(ROOT / "src"))


def test_public_names_are_sorted_documented_and_there() -> None:
    """Every exported name exists, is listed once and in order, and says what it is."""
    assert list(mm.__all__) == sorted(set(mm.__all__))
    assert len(mm.__all__) <= 55
    for name in mm.__all__:
        documentation = inspect.getdoc(getattr(mm, name))
        assert documentation, name
    assert set(mm.__all__) <= set(dir(mm))


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Asking for what is not exported says so."""
    with pytest.raises(AttributeError, match="frobnicate"):
        mm.frobnicate  # noqa: B018


def test_public_functions_say_what_they_raise_and_return() -> None:
    """Every exported function has annotations for all of its parameters and its result."""
    for name in mm.__all__:
        thing = getattr(mm, name)
        if inspect.isfunction(thing):
            annotations = thing.__annotations__
            assert "return" in annotations, name
            assert set(inspect.signature(thing).parameters) <= set(annotations), name


def test_importing_the_package_imports_nothing_heavy() -> None:
    """``import matchmaker`` loads no numpy, polars, pydantic or solver."""
    code = "import sys, matchmaker; print([m for m in ('numpy', 'polars', 'pydantic', 'ortools', 'scipy') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_a_source_file_is_small_and_says_what_it_is(path: Path) -> None:
    """A file has at most 300 lines, a docstring, and no ``assert``, which -O would drop."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= LONGEST
    assert ast.get_docstring(tree)
    assert not any(isinstance(node, ast.Assert) for node in ast.walk(tree))


def test_the_error_tree_in_the_docstring_is_the_tree() -> None:
    """Every error class stands in the drawing with its exit code, and is exported."""
    drawn = dict(re.findall(r"(\w+Error) +(?:exit code )?(\d)", inspect.getdoc(errors) or ""))
    classes = [each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, Exception)]
    assert {each.__name__: str(each.exit_code) for each in classes} == drawn
    assert set(drawn) <= set(mm.__all__)


@pytest.mark.parametrize("path", [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda p: p.name)
def test_a_test_says_in_a_sentence_what_is_true(path: Path) -> None:
    """Every test function has a docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), f"{path.name}:{node.lineno}"
