"""The helper library of the course: data, pictures, checks and widgets that the notebooks use."""

__version__ = "1.0.0"
