"""Speed of reorg beside its peers: the same model in one run, each answer checked before its time counts.

    python -m benchmarks                    all of it, about five minutes on two cores
    python -m benchmarks waiting-line       one part of it

Writes ``benchmarks/results.json`` and the table in ``benchmarks/README.md``.
"""
