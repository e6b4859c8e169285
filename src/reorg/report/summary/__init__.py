"""What page one of a report says: sentences and numbers, without any markup.

Terminal, page, slides, sheets and studio read the same records; how they look is not decided here.
"""
