"""The mechanisms, one file each: description, equation, parameters, compiled function, closed form.

Every file of this folder is a mechanism and is listed in :data:`CATALOG`, in the order of the evidence table.
:data:`ASSUMPTIONS` are their parameters, in the order of the assumption vector that a world draws.
``CONTRIBUTING.md`` walks through adding one.
"""

from importlib import import_module
from pkgutil import iter_modules

from reorg.quantity import evidence

_ORDER = {name: place for place, name in enumerate(evidence())}
_MODULES = [import_module(f"{__name__}.{file.name}") for file in iter_modules(__path__)]

CATALOG = tuple(sorted(_MODULES, key=lambda mechanism: _ORDER[mechanism.PARAMETERS[0].id]))
ASSUMPTIONS = tuple(parameter for mechanism in CATALOG for parameter in mechanism.PARAMETERS)
