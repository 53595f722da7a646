"""Tags and filters of the interface kit."""
