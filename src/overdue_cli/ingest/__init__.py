"""Files in: read, map, check; typed rows and problems out."""
