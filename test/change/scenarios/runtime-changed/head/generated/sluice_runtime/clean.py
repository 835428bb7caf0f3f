"""Another version of the runtime."""
