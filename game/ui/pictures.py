"""Pictures that were painted once and are kept to be shown again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

import pygame

_MOST = 400
_MOST_PIXELS = 24_000_000  # about 100 MB


class Pictures:
    """Pictures by their keys; where there are too many, those go first that were not asked for longest."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, pygame.Surface] = OrderedDict()
        self._pixels = 0

    def get(self, key: Hashable) -> pygame.Surface | None:
        image = self._kept.get(key)
        if image is not None:
            self._kept.move_to_end(key)
        return image

    def keep(self, key: Hashable, image: pygame.Surface) -> None:
        self._kept[key] = image
        self._pixels += image.get_width() * image.get_height()
        while len(self._kept) > _MOST or self._pixels > _MOST_PIXELS:
            _, oldest = self._kept.popitem(last=False)
            self._pixels -= oldest.get_width() * oldest.get_height()
