"""Settings for the stock ``nbgrader`` command and for nbgrader's pages in JupyterLab.

Jupyter finds this file when ``JUPYTER_CONFIG_PATH`` names its folder; the settings are those that
``autograder grade`` uses.
"""

from pathlib import Path

from traitlets.config import Config

from autograder.layout import Layout, nbgrader_config

_layout = Layout.at(Path(__file__).parents[1])
# nbgrader makes the gradebook, but not the folder that it lies in.
_layout.workspace.mkdir(exist_ok=True)

# Jupyter runs this file with get_config() in its namespace.
c: Config = get_config()  # type: ignore[name-defined]  # noqa: F821
c.merge(nbgrader_config(_layout))
# The formgrader would show these settings, and cannot: they hold classes.
c.FormgradeExtension.debug = False
