"""The model: the file a user writes, its rules, and the organization it is resolved into."""

from reorg.model.fields import json_schema
from reorg.model.loading import case_names, case_text, case_titles, load
from reorg.model.organization import Organization
from reorg.model.problems import ModelError, Problem

__all__ = [
    "ModelError",
    "Organization",
    "Problem",
    "case_names",
    "case_text",
    "case_titles",
    "json_schema",
    "load",
]
