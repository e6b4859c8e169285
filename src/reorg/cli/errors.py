"""Errors of the command line: a model that cannot be used, an engine that cannot be compiled."""

from __future__ import annotations

from typing import IO, Any

import click

from reorg.report.plain_text import written_out


class Refused(click.ClickException):
    """A model with mistakes: all of them are printed, and the command exits with 2."""

    exit_code = 2

    def __init__(self, error: Exception) -> None:
        """Keep the :class:`~reorg.model.ModelError`."""
        click.ClickException.__init__(self, str(error))
        self.count = len(getattr(error, "problems", ()))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print every problem with its place, and how many there are."""
        text = "\n".join(written_out(line) for line in self.message.split("\n"))
        click.echo(text, file=file, err=file is None)
        if self.count > 1:
            click.echo(f"{self.count} errors", file=file, err=file is None)


def model_error() -> type[Exception]:
    """Return the model's exception, importing it only when something has gone wrong."""
    from reorg.model import ModelError  # noqa: PLC0415 - the help must not wait for the model's libraries

    return ModelError


class Uncompiled(click.ClickException):
    """The engine cannot be compiled; the command exits with 2."""

    exit_code = 2


def compiler_error() -> type[Exception]:
    """Return the compiler's exception, importing it only when something has gone wrong."""
    from reorg.compiler import CompilerError  # noqa: PLC0415 - the help must not wait for the compiler

    return CompilerError
