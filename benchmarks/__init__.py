"""How fast it is, measured by plain scripts: `python -m benchmarks.turn`, `.batch`, `.frame`; `--save` keeps them."""
