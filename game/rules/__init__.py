"""The rules engine: state, orders, phases, endings, views, ledger. A game is a function of arrays."""
