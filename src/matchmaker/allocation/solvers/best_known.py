"""BestKnown: the best plan and bound that several reports together make known."""

from __future__ import annotations

from time import perf_counter

from matchmaker.allocation.solvers.progress import Progress, ProgressReport


class BestKnown:
    """Gathers what solvers find and passes on what is better than all before: ``best`` only grows, ``bound`` only falls.

    It is a `ProgressReport` itself, so that one strategy can listen to another about the same gains. ``seconds`` count
    from its making. Without a listener it does nothing.
    """

    def __init__(self, report: ProgressReport | None) -> None:
        self._report = report
        self._started = perf_counter()
        self.best: int | None = None
        self.bound: int | None = None

    def __call__(self, progress: Progress) -> None:
        """Take a report of another strategy."""
        self.tell(progress.strategy, best=progress.best, bound=progress.bound)

    def tell(self, strategy: str, *, best: int | None = None, bound: int | None = None) -> None:
        """Take a plan's objective, a bound, or both, and pass them on if either is better than what is known."""
        improved = False
        if best is not None and (self.best is None or best > self.best):
            self.best, improved = best, True
        if bound is not None and (self.bound is None or bound < self.bound):
            self.bound, improved = bound, True
        if improved and self._report is not None:
            self._report(Progress(self.best, self.bound, perf_counter() - self._started, strategy))
