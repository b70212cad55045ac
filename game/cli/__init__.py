"""The tiersix command."""

import os

# No plugin has a say in what a balance file means, and looking for some takes a look at every installed package.
# Here and not on the floor of the content, for whoever imports that as a library may want theirs.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
