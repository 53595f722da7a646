"""Pages of the projects' floor."""
