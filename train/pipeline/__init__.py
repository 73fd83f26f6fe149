"""From a data recipe to the rows that TRL reads: `python -m train.data` runs it.

A run is a chain of segments. Each reads the shards of the one before and writes its own under
OUT/work/<name>-<hash>, where the hash covers everything before it: sources' bytes, steps and their
settings, the files those name. What is finished is therefore found again after a kill, and what a
changed recipe or file would make different is never mistaken for it.
"""
