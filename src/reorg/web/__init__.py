"""The studio: a page on this computer to see an organization, move it, rehearse it and watch a world.

`reorg serve` (extra ``web``) serves it on the loopback address. The page is plain ES modules in ``static``;
what it shows is computed here, by the same code as on the command line.
"""
