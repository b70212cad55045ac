"""The lowest floor: balance files, their models, and the problems found in them."""
