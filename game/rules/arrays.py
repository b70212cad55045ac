"""The array types of the rules. All floats are float64; numpy's own stubs widen products of masks and floats."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]
Codes = NDArray[np.int8]
Counts = NDArray[np.int16]
Ints = NDArray[np.intp]
Keys = NDArray[np.uint64]
