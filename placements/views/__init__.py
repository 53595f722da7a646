"""Pages of the placements floor."""
