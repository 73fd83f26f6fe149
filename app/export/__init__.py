"""Judged answers as training data."""
