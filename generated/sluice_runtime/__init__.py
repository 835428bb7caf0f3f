"""What `sluice.py`, beside this folder, gives to jobs: a module a concept."""
