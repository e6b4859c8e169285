"""From an organization's own sheets to a model: see :func:`import_files` and :func:`files_of`.

Cells are read as they are, recognized by header words and content, and become people, teams and work. Values
that the data lack are proposed with a range and marked; data that are not used are reported as findings, by
file, row and column.
"""

from reorg.importing.assembly import Imported, NoPeopleError, import_files
from reorg.importing.findings import QUESTION, Finding, Findings, Group, grouped
from reorg.importing.reading.sheets import letter
from reorg.importing.recognizing.mapping import NO_MAP, Mapping, read_map
from reorg.importing.recognizing.table import Table
from reorg.importing.writing.example import write_example
from reorg.importing.writing.folder import MAP, MODEL, files_of, replace_files, write_folder
from reorg.importing.writing.guesses import Guess, guesses_of
from reorg.importing.writing.model_file import HORIZON_FACTOR, horizon_weeks
from reorg.importing.writing.pseudonyms import pseudonymized
from reorg.importing.writing.update import model_start, updated

__all__ = [
    "HORIZON_FACTOR",
    "MAP",
    "MODEL",
    "NO_MAP",
    "QUESTION",
    "Finding",
    "Findings",
    "Group",
    "Guess",
    "Imported",
    "Mapping",
    "NoPeopleError",
    "Table",
    "files_of",
    "grouped",
    "guesses_of",
    "horizon_weeks",
    "import_files",
    "letter",
    "model_start",
    "pseudonymized",
    "read_map",
    "replace_files",
    "updated",
    "write_example",
    "write_folder",
]
