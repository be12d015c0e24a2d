"""Settings for the stock ``nbgrader`` command and for nbgrader's pages in JupyterLab.

Jupyter finds this file when ``JUPYTER_CONFIG_PATH`` names its folder; the settings are those that
``autograder grade`` uses.
"""

from pathlib import Path

from traitlets.config import Config

from autograder.layout import Layout, nbgrader_config

# Jupyter runs this file with get_config() in its namespace.
c: Config = get_config()  # type: ignore[name-defined]  # noqa: F821
c.merge(nbgrader_config(Layout.at(Path(__file__).parents[1])))
