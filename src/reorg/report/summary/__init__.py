"""The content of page one of a report: sentences and numbers, without any markup.

Terminal, page, slides, sheets and studio read the same records; layout is not decided here.
"""
