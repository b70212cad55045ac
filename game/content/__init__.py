"""The lowest floor: balance files, their models, and the problems found in them."""

import os

# No plugin has a say in what a balance file means, and looking for some takes a look at every installed package.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
