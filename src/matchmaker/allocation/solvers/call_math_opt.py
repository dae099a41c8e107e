"""call_math_opt: one call of a solver behind MathOpt, on protocol buffers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from matchmaker.errors import SolverError


def call_math_opt(
    solver_name: Literal["HiGHS", "GLOP"],
    model: Any,
    parameters: Any,
    start: Any,
    hear: Callable[[list[str]], None] | None = None,
) -> Any:
    """Return the ``SolveResultProto`` of a ``ModelProto`` with its parameters and starting point.

    ``hear`` gets the lines of the solver's log, in the solver's thread; where it raises, the process ends.

    Raises `SolverError` for whatever MathOpt raises.
    """
    from ortools.math_opt import callback_pb2
    from ortools.math_opt.core.python import solver
    from ortools.math_opt.python.init_arguments import StreamableSolverInitArguments
    from ortools.math_opt.python.parameters import SolverType

    try:
        return solver.solve(
            model,
            SolverType[solver_name.upper()].value,
            StreamableSolverInitArguments().to_proto(),
            parameters,
            start,
            hear,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )
    except Exception as error:  # MathOpt raises a type of its own per status; none of them may leave this module
        raise SolverError(f"{solver_name} failed: {error}") from error
