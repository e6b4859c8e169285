"""The evidence behind page one, section by section, as data before it becomes a page."""
