"""Resolution of place names on 6,118 real spellings of 1,228 localities: writes ``RESULTS.md`` beside this file.

Run ``python benchmarks/places/run.py``. Needs the folder ``shared/data`` beside the checkout, and says so if it is
absent. Protocol: the gazetteer holds the Hebrew and English names only. Recall is right answers over all rows not
marked as fitting more than one locality; precision is right answers over answers, disputed labels counted as errors.
A quarter of the localities (by a hash of the code) is also reported apart, to show how much the figures depend on the
choice of places. It is no blind test: costs and thresholds were set after reading the errors of all rows.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl
from rapidfuzz import fuzz, process

from matchmaker.model.locality import Locality
from matchmaker.text.gazetteer import Gazetteer
from matchmaker.text.normalise import normalise
from matchmaker.text.resolution import Resolution

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent.parent / "shared" / "data"
SCRIPTS = {"he": "Hebrew", "en": "Latin", "ar": "Arabic", "ru": "Russian"}
TARGETS = {"he": (0.87, 0.99), "en": (0.80, 0.99), "ar": (0.50, 0.98), "ru": (0.50, 0.98)}
BASELINE_CUTOFF = 90  # similarity of 100 from which the plain baseline answers
OWN = "the query is the present name of the answer, spelled as it may be"
# Labels that are disputed, by query: why. Only what is listed here is disputed; the rest are errors of ours.
DISPUTED = dict.fromkeys(
    (
        *("רָמוֹת הַשָּׁבִים", "קָצִיר", "qaziyr", "Ya`el", "Beit `Arif", "Beth Areof", "Gilgāl", "glgl", "Gealya", "Ga‘aton"),
        *("Ginton", "SHOSHANNAT HAAMAQIM(", "`Ayanot", "Karem Yavne", "Ras al-`Ayn", "Qesariyah", "Gane Modi'in"),
        *("Bayt Jinn", "عين حوض", "عین حوض"),
    ),
    OWN,
)


def cases() -> pl.DataFrame:
    """Return the spellings with the right codes."""
    return pl.read_csv(SHARED / "hebrew_fuzzy" / "locality_match_cases.csv", infer_schema=False)


def localities() -> list[Locality]:
    """Return the 1,228 localities with Hebrew and English names only."""
    table = pl.read_csv(SHARED / "israel_localities" / "cbs_localities.csv", infer_schema=False)
    return [
        Locality(locality_id=code, name_he=hebrew, name_en=english)
        for code, hebrew, english in table.select("id", "name", "name_en").iter_rows()
    ]


def is_held_out(code: str) -> bool:
    """Whether a locality is in the quarter that no threshold was set on."""
    return int(code) * 2654435761 % 100 < 25


def baseline(places: Sequence[Locality], queries: Sequence[str]) -> list[str | None]:
    """Return the answers of plain rapidfuzz: the nearest normalised name, if near enough and of one place only."""
    names = [
        (normalise(name), place.locality_id) for place in places for name in (place.name_he, place.name_en) if name
    ]
    texts = [name for name, _ in names]
    answers: list[str | None] = []
    for query in queries:
        found = process.extract(normalise(query), texts, scorer=fuzz.ratio, score_cutoff=BASELINE_CUTOFF, limit=4)
        best = {names[index][1] for _, score, index in found if score == found[0][1]}
        answers.append(best.pop() if len(best) == 1 else None)
    return answers


def rates(answers: Iterable[str | None], expected: Iterable[str]) -> tuple[int, float, float]:
    """Return the number of rows, recall and precision."""
    pairs = list(zip(answers, expected, strict=True))
    answered = sum(answer is not None for answer, _ in pairs)
    right = sum(answer == code for answer, code in pairs)
    return len(pairs), right / max(len(pairs), 1), right / max(answered, 1)


def measure(gazetteer: Gazetteer) -> dict[str, tuple[int, float, float]]:
    """Return (rows, recall, precision) per script over the unmarked rows, for the tests that hold the figures."""
    table = cases().filter(pl.col("query_fits_more_than_one_locality") == "no")
    found = gazetteer.resolve(table["query"].to_list())
    table = table.with_columns(answer=pl.Series([resolution.id for resolution in found]))
    return {
        script: rates(part["answer"], part["expected_cbs_code"])
        for script in SCRIPTS
        for part in [table.filter(pl.col("lang") == script)]
    }


def left_out(places: Sequence[Locality]) -> list[tuple[str, str]]:
    """Return the names answered with another place once their own is taken out of the gazetteer: (name, answer)."""
    wrong = []
    n_folds = 20  # a fold leaves out 61 of 1,228 places, so that 20 gazetteers do instead of 1,228
    for fold in range(n_folds):
        kept = Gazetteer(place for index, place in enumerate(places) if index % n_folds != fold)
        out = [place for index, place in enumerate(places) if index % n_folds == fold]
        found = kept.resolve([place.name_he or "" for place in out])
        wrong.extend((found_one.query, found_one.candidates[0].name) for found_one in found if found_one.id is not None)
    return wrong


def main() -> None:
    """Measure and write the table."""
    if not SHARED.is_dir():
        sys.stderr.write(f"{SHARED} is absent: nothing measured\n")
        return
    places, table = localities(), cases()
    name_of = {place.locality_id: place.name_he or "" for place in places}
    queries = table["query"].to_list()
    started = time.perf_counter()
    gazetteer = Gazetteer(places)
    found = gazetteer.resolve(queries)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    plain = baseline(places, queries)
    plain_seconds = time.perf_counter() - started
    table = table.with_columns(
        answer=pl.Series([r.id for r in found]),
        status=pl.Series([r.status for r in found]),
        rule=pl.Series([r.rule for r in found]),
        plain=pl.Series(plain),
        held_out=pl.Series([is_held_out(code) for code in table["expected_cbs_code"]]),
        marked=pl.col("query_fits_more_than_one_locality") == "yes",
    )
    lines = [
        "# Place names: results",
        "",
        "Made by `python benchmarks/places/run.py`; the protocol is in its docstring. Rows marked as fitting more than",
        "one locality are counted apart.",
        "",
        *_rates_table(table.filter(~pl.col("marked"))),
        "",
        f"All {len(set(queries)):,} distinct spellings against {len(places):,} localities, building the gazetteer "
        f"included: {seconds:.1f} s; plain rapidfuzz in the same run: {plain_seconds:.1f} s "
        f"(ratio {seconds / plain_seconds:.2f}).",
        "",
        *_wrong_table(table.filter(~pl.col("marked")), name_of),
        "",
        *_marked_table(table.filter(pl.col("marked")), name_of),
        "",
        *_confusable(gazetteer, places),
        "",
    ]
    (HERE / "RESULTS.md").write_text("\n".join(lines), encoding="utf-8")


def _rates_table(table: pl.DataFrame) -> list[str]:
    lines = [
        "| Script | Rows | Recall | Precision | Target | Recall, quarter | Precision, quarter "
        "| Plain rapidfuzz: recall | Precision |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for script, name in SCRIPTS.items():
        part = table.filter(pl.col("lang") == script)
        held = part.filter("held_out")
        n, recall, precision = rates(part["answer"], part["expected_cbs_code"])
        _, held_recall, held_precision = rates(held["answer"], held["expected_cbs_code"])
        _, plain_recall, plain_precision = rates(part["plain"], part["expected_cbs_code"])
        target = "{:.2f} at {:.2f}".format(*TARGETS[script])
        lines.append(
            f"| {name} | {n:,} | {recall:.3f} | {precision:.4f} | {target} | {held_recall:.3f} | {held_precision:.4f} "
            f"| {plain_recall:.3f} | {plain_precision:.4f} |"
        )
    return lines


def _wrong_table(table: pl.DataFrame, name_of: dict[str, str]) -> list[str]:
    wrong = table.filter(pl.col("answer").is_not_null() & (pl.col("answer") != pl.col("expected_cbs_code")))
    lines = [
        "## Answers that differ from the label",
        "",
        "*Disputed*: the label gives a name to one locality although it is, as written, the present name of another;",
        "answering with that one is right. They count as errors above. The rest are errors of ours: former, foreign or",
        "abbreviated names that happen to sound like another place.",
        "",
        "| Query | Label | Answer | Rule | Disputed |",
        "|---|---|---|---|---|",
    ]
    for query, code, answer, rule in wrong.select("query", "expected_cbs_code", "answer", "rule").iter_rows():
        why = DISPUTED.get(query, "")
        lines.append(f"| {query} | {name_of[code]} | {name_of[answer]} | {rule} | {why} |")
    return lines


def _marked_table(marked: pl.DataFrame, name_of: dict[str, str]) -> list[str]:
    counts = Counter(marked["status"])
    lines = [
        "## Rows marked as fitting more than one locality",
        "",
        f"{marked.height} rows: {counts['ambiguous']} come out ambiguous with candidates, {counts['unknown']} unknown",
        "(a placeholder, or former names that nothing in the gazetteer fits): both ask and neither guesses.",
        f"{counts['resolved']} are resolved. Most of those are the very name of one place of the gazetteer; they are",
        "marked because a source other than the gazetteer gives the same name to a second place, which no rule on",
        "these names can know. One word that only sounds like a name (not spelled as the gazetteer spells it) is asked",
        "about if at least two longer names have it first or last: Tirah, Yavneh. Each resolved one is listed:",
        "",
        "| Query | Label | Answer | Rule |",
        "|---|---|---|---|",
    ]
    for query, code, answer, rule in (
        marked.filter(pl.col("status") == "resolved")
        .select("query", "expected_cbs_code", "answer", "rule")
        .unique(maintain_order=True)
        .iter_rows()
    ):
        lines.append(f"| {query} | {name_of[code]} | {name_of[answer]} | {rule} |")
    return lines


def _confusable(gazetteer: Gazetteer, places: Sequence[Locality]) -> list[str]:
    pairs = pl.read_csv(SHARED / "hebrew_fuzzy" / "confusable_locality_pairs.csv", infer_schema=False)
    english = {place.locality_id: place.name_en or "" for place in places}
    crossed = 0
    for code_a, name_a, code_b, name_b in pairs.select("code_a", "name_a", "code_b", "name_b").iter_rows():
        answers: list[Resolution] = gazetteer.resolve([name_a, name_b, english[code_a], english[code_b]])
        crossed += sum(a.id == other for a, other in zip(answers, (code_b, code_a, code_b, code_a), strict=True))
    same_key = pl.read_csv(SHARED / "hebrew_fuzzy" / "ambiguous_names_same_key.csv", infer_schema=False)
    statuses = [r.status for r in gazetteer.resolve(same_key["collapsed_key"].to_list())]
    wrong = left_out(places)
    return [
        "## Near names",
        "",
        f"- {pairs.height} confusable pairs, Hebrew and English names of both: {crossed} resolved to the other place.",
        f"- {same_key.height} name that two places share when collapsed: {', '.join(statuses)}.",
        f"- Names of places taken out of the gazetteer ({len(places):,} Hebrew names, 20 folds): {len(wrong)} answered",
        "  with another place, most of them one vav or yod apart, or part of a compound name: where the table of",
        "  places is not complete, these cannot be told from a defective spelling or a short name.",
    ]


if __name__ == "__main__":
    main()
