"""The account given to the funder: indicators, reports, their files."""
