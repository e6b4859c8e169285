"""The command `serve`: the studio, in the browser of this computer."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

NEEDED = ("starlette", "uvicorn", "ruamel.yaml")


class Unservable(click.ClickException):
    """The studio cannot be served; the command exits with 2."""

    exit_code = 2


@click.command()
@click.argument("model_name", metavar="[MODEL]", required=False)
@click.option(
    "--browser/--no-browser", default=True, show_default=True, help="Open the address in a browser."
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; a free one by default.")
def serve(model_name: str | None, browser: bool, port: int) -> None:
    """Move the teams and people of MODEL, rehearse it and watch it, in the browser.

    Only this computer can reach it. Edits are kept beside the model, in MODEL.studio; the model file itself
    is never written.
    """
    if any(not _is_installed(name) for name in NEEDED):
        raise Unservable("The studio needs the extra 'web': pip install 'reorg[web]'")
    from reorg.web.recent import Recent  # noqa: PLC0415 - only where the extra is installed
    from reorg.web.serving import serve as served  # noqa: PLC0415
    from reorg.web.studio import OPENING_ERRORS, Studio  # noqa: PLC0415

    studio = Studio(Path.cwd(), Recent.usual())
    if model_name is not None:
        try:
            studio.open(model_name)
        except OPENING_ERRORS as error:
            raise Unservable(str(error)) from None
    try:
        served(studio, port, browser, _say)
    except OSError as error:
        raise Unservable(f"Port {port} cannot be used: {(error.strerror or str(error)).lower()}") from None


def _say(address: str) -> None:
    click.echo(f"{address}\nCtrl-C stops the studio; edits are kept.")


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
