"""The charts of the report as small inline SVG, drawn from records of numbers and words.

Position, dash and shape show differences as well as color, so gray print loses nothing.
"""
