"""Words for the standing of an employee in four languages."""

from __future__ import annotations

import re

from reorg.importing.people.person import Status
from reorg.importing.values.names import ELIMINATED, UNDISCLOSED, VACANT

_LEFT = "terminated inactive left former ausgeschieden inaktiv ausgetreten inactif parti sorti baja inactivo cesado deceased retired"
_LEAVE = "leave loa parental maternity paternity sabbatical elternzeit mutterschutz abwesend beurlaubt conge licencia permiso excedencia furlough"
_NOTICE = "notice resigned leaving gekundigt gekündigt demissionnaire preavis renuncia leaver"
_ELIMINATED = "eliminated abolished closed gestrichen supprime eliminado cancelled canceled"
_VACANT = "vacant vacancy open unfilled requisition recruiting hiring vakant offen unbesetzt vacante planned"


def status_of(text: str) -> Status | None:
    """Return the standing that a status cell says, None where its words are not known."""
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    groups: tuple[tuple[str, Status], ...] = (
        (_ELIMINATED, "eliminated"), (_LEAVE, "leave"), (_NOTICE, "notice"), (_LEFT, "left"), (_VACANT, "vacant"),
    )  # fmt: skip
    for known, status in groups:
        if words.intersection(known.split()):
            return status
    if text.casefold() in {"1", "yes", "true", "ja", "oui", "si", "sí", "y"} or words.intersection(
        [
            "active",
            "aktiv",
            "actif",
            "active",
            "activo",
            "activa",
            "employed",
            "current",
            "beschäftigt",
            "valid",
            "full",
            "part",
            "regular",
        ]
    ):
        return "active"
    return None


def status_of_name(name: str) -> Status | None:
    """Return what stands in the place of a name where it is no name: vacant, eliminated, or not disclosed."""
    text = " ".join(name.casefold().split())
    first = re.split(r"[\s:(\-–]", text)[0]
    if text in ELIMINATED:
        return "eliminated"
    if text in VACANT or (first in VACANT and first not in {"open", "hire", "nn"}):
        return "vacant"
    return "active" if text in UNDISCLOSED else None
