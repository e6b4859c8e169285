"""The model: the file a user writes, its rules, and the organization it is resolved into."""

from reorg.model.loading import case_names, case_text, case_titles, load, starter_text
from reorg.model.organization import Organization
from reorg.model.problems import ModelError, Problem
from reorg.model.schema.model import json_schema

__all__ = [
    "ModelError",
    "Organization",
    "Problem",
    "case_names",
    "case_text",
    "case_titles",
    "json_schema",
    "load",
    "starter_text",
]
