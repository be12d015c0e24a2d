"""Builds, grades and verifies the units of the course."""
