"""suppress: which cells of a cube are hidden, so that none of them can be worked out from the others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.disclosure.cube import Counts, Cube
from matchmaker.disclosure.moves import Demand, Mask, Moves

_MOST_ROUNDS = 40
_SEED = 0


def unsafe_counts(cube: Cube, threshold: int) -> dict[str, Mask]:
    """Return per layer which counts (C,) are above 0 and below the threshold.

    A zero is no small count: it is shown like any other (and hidden like any other, where it protects a neighbour). The
    layer ``not_placed`` is what everybody gets by taking ``placed`` from ``people``, so it is judged as if shown.
    """
    return {layer: (cube.count(layer) > 0) & (cube.count(layer) < threshold) for layer in cube.layers}


def suppress(cube: Cube, threshold: int) -> tuple[Mask, Mask]:
    """Return which cells (C,) are hidden because a count in them is small, and which to protect those.

    A cell is hidden with everything in it, so that the pattern is one for all counts and means. Afterwards, for every
    hidden cell, given all cells shown, that totals are sums, that no count is negative, and that somebody is in each level
    that the table lists:

    - each small count might just as well be 0 (or 1 in the total of a level that holds nobody else, `Cube.least`), and
      might just as well be ``threshold`` or more;
    - no other count above 0 is determined.

    Each of these is proved by a move (`Moves`): another table of whole people that looks the same from outside. The cells
    that protect are found one demand after the other by a linear programme whose cost is the people in cells newly
    hidden, in the line of Cox (1980); then each is shown again, the largest first, if all moves can be found without
    it. With one and two dimensions a move is found wherever there is one; with three, a table that was protected may be
    hidden further where the search stops short. The pattern is protected in either case; it is not always the one that
    hides the fewest people, which Fischetti & Salazar (2001) find by branch and cut.
    """
    primary = np.logical_or.reduce(list(unsafe_counts(cube, threshold).values()))
    if not primary.any():
        return primary, primary.copy()
    search = _Search(cube, threshold)
    hidden = search.protect(primary.copy())
    size = cube.count("people")
    for cell in sorted(np.flatnonzero(hidden & ~primary).tolist(), key=lambda cell: (-size[cell], cell)):
        fewer = hidden.copy()
        fewer[cell] = False
        if search.holds(fewer):
            hidden = fewer
    return primary, hidden & ~primary


def can_hide(cube: Cube, threshold: int, hidden: Mask) -> bool:
    """Whether hiding just these cells (C,) protects them as `suppress` does."""
    return _Search(cube, threshold).holds(hidden)


class _Search:
    """The demands of every count above 0, met or not by the moves known so far."""

    def __init__(self, cube: Cube, threshold: int) -> None:
        self._cube = cube
        self._layers = tuple(cube.layers)
        self._kinds_of = np.stack([cube.layers[layer] for layer in self._layers]).astype(np.int64)
        count = self._kinds_of @ cube.kinds
        small = (count > 0) & (count < threshold)
        least = np.stack([cube.least(layer) for layer in self._layers])
        down, up, other = np.nonzero(small & (count > least)), np.nonzero(small), np.nonzero((count > 0) & ~small)
        # (layer, cell, change) of every demand that a cell makes once it is hidden
        self._layer, self._cell = (np.r_[down[i], up[i], other[i]] for i in (0, 1))
        self._change = np.r_[(least - count)[down], threshold - count[up], np.zeros(other[0].size, np.int64)]
        self._moves = Moves(cube, threshold, 1.0 + cube.count("people").astype(np.float64))
        self._known: list[Counts] = []
        self._rng = np.random.default_rng(_SEED)

    def protect(self, hidden: Mask) -> Mask:
        """Return ``hidden`` with the cells added that it takes for every demand to be met."""
        while (open_demands := self._open(hidden)).size:
            first = len(self._known)
            # The largest changes first: what they take serves the small ones too.
            for at in open_demands[np.argsort(-np.abs(self._change[open_demands]), kind="stable")]:
                if any(self._met(move, np.array([at])).item() for move in self._known[first:]):
                    continue
                move = self._moves.meeting(self._demand(at), hidden, elsewhere=True)
                if move is None:  # none of this reach: hide everything, so that nothing shown restricts a count
                    return np.ones_like(hidden)
                self._known.append(move)
                hidden = hidden | (move != 0).any(axis=0)
        return hidden

    def holds(self, hidden: Mask) -> bool:
        """Whether every demand is met by moves of hidden cells alone."""
        while (open_demands := self._open(hidden)).size:
            move = self._moves.meeting(self._demand(open_demands[0]), hidden, elsewhere=False)
            if move is None:
                return False
            self._known.append(move)
        return True

    def _open(self, hidden: Mask) -> npt.NDArray[np.int64]:
        """Return the demands of hidden cells that neither known moves nor moves in random directions meet."""
        demands = np.flatnonzero(hidden[self._cell])
        for move in reversed(self._known):
            if not move[:, ~hidden].any():
                demands = demands[~self._met(move, demands)]
        for _ in range(_MOST_ROUNDS):
            if not demands.size:
                break
            found = self._moves.towards(self._direction(demands), hidden)
            met = None if found is None else self._met(found, demands)
            if found is None or met is None or not met.any():
                break
            self._known.append(found)
            demands = demands[~met]
        return demands

    def _met(self, move: Counts, demands: npt.NDArray[np.int64]) -> Mask:
        asked = self._change[demands]
        change = (self._kinds_of @ move)[self._layer[demands], self._cell[demands]]
        met: Mask = np.where(asked == 0, change != 0, np.where(asked > 0, change >= asked, change == asked))
        return met

    def _direction(self, demands: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return weights (K, C) that pull the counts of all demands at once, each by a random amount."""
        asked = np.sign(self._change[demands])
        sign = np.where(asked == 0, self._rng.choice((-1, 1), demands.size), asked)
        pull = np.zeros((len(self._layers), self._cube.kinds.shape[1]))
        np.add.at(pull, (self._layer[demands], self._cell[demands]), sign * self._rng.random(demands.size))
        weight: npt.NDArray[np.float64] = self._kinds_of.T @ pull
        return weight

    def _demand(self, at: np.int64) -> Demand:
        return Demand(self._layers[self._layer[at]], int(self._cell[at]), int(self._change[at]))
