"""The charts of the report as small inline SVG, drawn from records of numbers and words.

Differences are told by position, dash and shape as well as by color, so that gray print loses nothing.
"""
