"""The trainer: rows in, a checkpoint and a measured release folder out.

It meets the service through files and HTTP only.
"""
