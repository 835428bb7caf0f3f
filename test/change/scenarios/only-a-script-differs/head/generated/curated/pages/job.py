"""As another version of Sluice prints it."""
