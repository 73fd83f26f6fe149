"""The whole training room in minutes, on text that ships with the project: `make train-smoke`."""
