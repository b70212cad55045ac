"""One game being played: seats, order sheets, gateway, undo, saves, replay."""
