"""What a run will be, worked out and checked before it starts, and how its ranks are started."""
