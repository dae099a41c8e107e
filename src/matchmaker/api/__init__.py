"""What a service calls: each step of the main job as one function."""

from matchmaker.api.allocate import allocate
from matchmaker.api.benchmark import benchmark
from matchmaker.api.check import check
from matchmaker.api.load_result import load_result
from matchmaker.api.report import report
from matchmaker.api.score import score
from matchmaker.api.verify import verify
from matchmaker.explanations import explain

__all__ = ["allocate", "benchmark", "check", "explain", "load_result", "report", "score", "verify"]
