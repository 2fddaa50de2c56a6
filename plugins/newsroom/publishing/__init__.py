"""Publication of a built site to folders, servers and object stores."""
