"""From the resolved organization back to a model file that means the same."""

from reorg.model.writing.document import plain_data, yaml_text

__all__ = ["plain_data", "yaml_text"]
