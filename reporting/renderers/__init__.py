"""How a report's content becomes files: the same content gives the same bytes."""
