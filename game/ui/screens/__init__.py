"""The screens of the window: one module a screen, each with one class that draws it."""
