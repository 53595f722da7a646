"""Partner agencies, the people who work there, and what each may do."""
