"""The command line: each verb of the application without a window, a few lines over `operations`."""

from engage_desktop.cli.call import Doors, main

__all__ = ["Doors", "main"]
