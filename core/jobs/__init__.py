"""Long work: the row that asks for it (outbox), how far it is, and what came of it."""
