"""The `medloop` command, a group of commands a file."""
