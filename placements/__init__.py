"""A participation sent to a host. The floor is laid; its rooms come with the first placement."""
