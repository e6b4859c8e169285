"""The studio: a local web page to view and edit an organization, rehearse it and watch a world.

`reorg serve` (extra ``web``) serves it on the loopback address. The page is plain ES modules in ``static``;
its contents are computed here, by the same code as on the command line.
"""
