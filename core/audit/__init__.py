"""Who changed what (history), who looked at whom (reading log), and how a field is classified."""
