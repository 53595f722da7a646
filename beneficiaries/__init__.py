"""People, their files, their needs."""
