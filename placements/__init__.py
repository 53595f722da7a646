"""A participation sent to a host: the proposal, the papers, the days, the allowance."""
