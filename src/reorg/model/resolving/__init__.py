"""From a draft that breaks no rule to the resolved organization."""
