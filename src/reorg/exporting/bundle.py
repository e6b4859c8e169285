"""One zip file with all that gives a study again, and a description of its model."""

from __future__ import annotations

import zipfile
from pathlib import Path

from reorg.exporting.description import describe_model
from reorg.study.running.files import replace_atomically
from reorg.study.running.run_folder import MANIFEST, MODEL
from reorg.study.running.settings import StudyError
from reorg.study.study import Study

NAME = "study.zip"
KEPT = (MODEL, MANIFEST, "verdict.json")
# The same study gives the same bytes: no time of writing.
_TIME = (1980, 1, 1, 0, 0, 0)


def write_bundle(study: Study, command: str, folder: Path) -> Path:
    """Write ``study.zip`` and return its path.

    It holds the model as a file, the manifest (seed, versions, hashes), the verdict, the command, and the
    description after the ODD protocol. Raises :class:`~reorg.study.running.settings.StudyError` for a study
    that is not kept in a folder, and OSError where the file cannot be written.
    """
    if study.folder is None:
        raise StudyError("a bundle is made of a kept study: rehearse with out=DIR")
    texts = {name: (study.folder / name).read_bytes() for name in KEPT}
    texts |= {
        "README.md": _readme(study, command).encode(),
        "description.md": describe_model(study).encode(),
    }
    path = folder / NAME
    with (
        replace_atomically(path) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as bundle,
    ):
        for name, content in sorted(texts.items()):
            bundle.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)
    return path


def _readme(study: Study, command: str) -> str:
    verdict = study.verdict
    return f"""# A study that can be run again

    {command}

gave `verdict.json`. To get it again, install the versions in `{MANIFEST}` and run

    reorg compare {MODEL} --scenarios {" ".join(verdict["scenarios"])} --baseline {verdict["baseline"]} \\
        --worlds {verdict["worlds"]} --seed {verdict["seed"]}

The same versions give the same figures to the last digit; only `timing` differs. `description.md` says what
the model is, after the ODD protocol.

- `{MODEL}`: the organization, its structures and scenarios; hash {verdict["model_hash"]}
- `{MANIFEST}`: seed, versions of what decides the figures, and a hash of each batch of worlds
- `verdict.json`: the result ({verdict["schema"]})
"""
