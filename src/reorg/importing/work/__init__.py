"""Plans and tickets become releases, packages and streams."""
