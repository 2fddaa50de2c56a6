"""Publishing of a finished build, and the configuration of web servers."""
