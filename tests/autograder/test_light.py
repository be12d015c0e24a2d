"""What is left out at the start is not missed."""

import subprocess
import sys


def test_notebooks_are_checked_without_the_grammars_of_addresses():
    program = """
from autograder.light import skip_address_grammars
skip_address_grammars()
import nbformat, sys
good = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
nbformat.validate(good)
good.cells[0].source = 5
try:
    nbformat.validate(good)
except nbformat.ValidationError:
    print("checked", "lark" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "checked False\n", done.stderr


def test_what_is_loaded_already_stays():
    program = """
import sys
sys.modules["rfc3987_syntax"] = loaded = object()
from autograder.light import skip_address_grammars
skip_address_grammars()
print(sys.modules["rfc3987_syntax"] is loaded)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "True\n", done.stderr
