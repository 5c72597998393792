"""The packaged programs held against the sources: `make package-check`."""
