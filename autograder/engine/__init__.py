"""Runs student code where it can reach nothing, and judges it where it cannot be reached.

``protocol`` is what may cross between the two sides. ``runner`` (inside the sandbox) executes the
student's cells; ``judge`` executes the test cells, in which student names are ``remote``
references. ``sandbox`` builds the walls of the warm process that runners fork from; ``isolate``
those of each runner.
"""
