"""The model file: fields, rules and the resolved organization."""
