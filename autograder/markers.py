"""The lines that mark what students write and what they never see."""

START = "### START YOUR CODE ###"
END = "### END YOUR CODE ###"
HIDDEN_START = "### BEGIN HIDDEN TESTS"
HIDDEN_END = "### END HIDDEN TESTS"

# What students find in place of an answer.
STUB_LINE = 'raise NotImplementedError("Not attempted yet: write your code here.")'
STUB = f"{START}\n{STUB_LINE}\n{END}"
