"""The command line as ``python -m reorg``, for whom the folder of scripts is not on the path."""

from reorg.cli.main import main

if __name__ == "__main__":
    main(prog_name="reorg")
