"""A model between its fields and the resolved organization: names indexed, structures complete."""
