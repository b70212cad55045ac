"""Tier Six: a turn-based grand-strategy game of the race to build advanced AI."""

__version__ = "0.1.0"
