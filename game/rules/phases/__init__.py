"""The phases of a turn, one mechanic each. Each takes the state and the turn and returns the changed state."""
