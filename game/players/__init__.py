"""Computer players: temperaments as data, one vectorised policy that sees only views."""
