"""The waiting line as a model of cimba, which compiles the methods with Numba."""

import cimba as cb
from cimba import inputs

from benchmarks.line_model import LOAD


class WaitingLine(cb.Model):  # type: ignore[misc, unused-ignore]
    """One server that takes customers in the order of their arrival."""

    gap: cb.Input[float] = inputs.dist.exponential(mean=1.0 / LOAD)
    service: cb.Input[float] = inputs.dist.exponential(mean=1.0)
    customers: cb.Param[int] = 1000
    waited: float = 0.0
    line: cb.Store[float]
    mean_wait: cb.Output[float]

    # Methods carry no docstrings: cimba reads their source and cannot compile one that has.
    @cb.process
    def crowd(self) -> None:  # noqa: D102
        for _ in range(self.customers):
            cb.hold(self.gap.next())
            self.line.put(cb.now())

    @cb.process
    def server(self) -> None:  # noqa: D102
        while True:
            came = self.line.get()
            self.waited += cb.now() - came
            cb.hold(self.service.next())

    @cb.on_end
    def close(self) -> None:  # noqa: D102
        self.mean_wait = self.waited / self.customers
