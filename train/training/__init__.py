"""Inside a stage: what its trainer is fed, evaluates, logs, and leaves on the disk."""
