"""A deck and its slides: titles, lines, figures in large type and tables, all as editable text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Inches, Pt

from reorg.report.plain_text import shown

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.6
INK, SOFT = RGBColor(0x18, 0x21, 0x2A), RGBColor(0x56, 0x62, 0x6D)
BETTER, WORSE, SAME = RGBColor(0x0B, 0x5D, 0x7A), RGBColor(0xB3, 0x47, 0x0D), RGBColor(0x88, 0x94, 0x9E)
_BLANK = 6
"""The layout without placeholders in the library's own template."""


@dataclass(frozen=True)
class Deck:
    """The slides; ``about`` stands at the foot of each."""

    presentation: Any
    about: str

    @classmethod
    def new(cls, about: str) -> Deck:
        """Return a deck without slides, wide."""
        presentation = Presentation()
        presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
        return cls(presentation, shown(about))

    def slide(self, title: str, large: bool = False) -> Slide:
        """Return a new slide with a title."""
        slide = Slide(self.presentation.slides.add_slide(self.presentation.slide_layouts[_BLANK]))
        slide.title(title, large)
        foot = f"{self.about}   {len(self.presentation.slides)}"
        slide.text(foot, left=MARGIN, top=7.1, width=WIDTH - 2 * MARGIN, height=0.3, size=10, color=SOFT)
        return slide

    def save(self, path: Path) -> None:
        """Write the file; raises OSError where that cannot be done."""
        with path.open("wb") as file:
            self.presentation.save(file)


@dataclass(frozen=True)
class Slide:
    """A slide; places and sizes are in inches."""

    raw: Any

    @property
    def shapes(self) -> Any:
        """The shapes on the slide."""
        return self.raw.shapes

    def title(self, text: str, large: bool) -> None:
        """Write the title."""
        size, height = (34, 1.8) if large else (24, 0.9)
        box = self.text(
            text, left=MARGIN, top=0.4, width=WIDTH - 2 * MARGIN, height=height, size=size, bold=True
        )
        # Outlines and screen readers list slides by their titles.
        box.name = "Title"

    def lines(
        self,
        lines: Sequence[str],
        top: float,
        height: float,
        left: float = MARGIN,
        width: float = WIDTH - 2 * MARGIN,
        small: bool = False,
    ) -> None:
        """Write sentences, a paragraph each."""
        text = [line for line in lines if line]
        if text:
            self.text(
                "\n".join(text), left=left, top=top, width=width, height=height, size=11 if small else 16
            )

    def figure(self, figure: str, under: Sequence[str], left: float, top: float, width: float) -> None:
        """Write a number in large type and what it is."""
        self.text(figure, left=left, top=top, width=width, height=0.8, size=32, bold=True, color=BETTER)
        self.text("\n".join(filter(None, under)), left=left, top=top + 0.8, width=width, height=1.2, size=14)

    def text(
        self,
        text: str,
        left: float,
        top: float,
        width: float,
        height: float,
        size: int = 14,
        bold: bool = False,
        color: RGBColor = INK,
    ) -> Any:
        """Write text into a box and return the box."""
        box = self.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
        box.text_frame.word_wrap = True
        box.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        for place, line in enumerate(text.split("\n")):
            paragraph = box.text_frame.paragraphs[0] if place == 0 else box.text_frame.add_paragraph()
            paragraph.space_after = Pt(4)
            run = paragraph.add_run()
            run.text = shown(line)
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, color
        return box

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        top: float,
        left: float = MARGIN,
        width: float = WIDTH - 2 * MARGIN,
    ) -> None:
        """Write a table; nothing without rows."""
        if not rows:
            return
        height = Inches(0.32 * (len(rows) + 1))
        shape = self.shapes.add_table(
            len(rows) + 1, len(head), Inches(left), Inches(top), Inches(width), height
        )
        for line, row in enumerate((head, *rows)):
            for place, cell in enumerate(row):
                frame = shape.table.cell(line, place).text_frame
                frame.text = shown(cell, 80)
                frame.paragraphs[0].runs[0].font.size = Pt(12)
