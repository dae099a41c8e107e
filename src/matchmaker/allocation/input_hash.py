"""input_hash: one fingerprint of everything a result was computed from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from matchmaker.model import Problem

if TYPE_CHECKING:
    from matchmaker.allocation.result import Result


def input_hash(result: Result) -> str:
    """Return the SHA-256, as hexadecimal text, of the data, scores, commutes, rules and options of a result.

    Data read from files counts by the files' own hashes, data from memory by the content of its tables. So the same
    content in another file has another hash: it says "made from these very bytes".
    """
    digest = hashlib.sha256()
    for part in _data(result.problem):
        digest.update(part)
        digest.update(b"\0")
    scores = result.scores
    for array in (scores.pairs.indptr, scores.pairs.seat, scores.total):
        digest.update(array.tobytes())
    if scores.listed is not None:
        digest.update(scores.listed.write_ndjson().encode())
    digest.update(result.commutes.digest.encode())
    for rule in result.constraints:
        digest.update(rule.model_dump_json().encode())
    for level in result.levels:
        digest.update(level.objective.model_dump_json().encode())
    if result.previous is not None:
        digest.update(repr((sorted(result.previous.plan.seats.items()), sorted(result.previous.plan.opened))).encode())
    digest.update(f"{result.programme}|{result.policy}|{result.seed}".encode())
    return digest.hexdigest()


def _data(problem: Problem) -> list[bytes]:
    if problem.hashes:
        return [f"{file}={value}".encode() for file, value in sorted(problem.hashes.items())]
    tables = [frame.write_ndjson().encode() for _, frame in sorted(problem.tables().items())]
    # Settings without objectives have the hash that they had before there were any.
    unsaid = None if problem.settings.objective else {"objective"}
    return [*tables, problem.settings.model_dump_json(exclude=unsaid).encode()]
