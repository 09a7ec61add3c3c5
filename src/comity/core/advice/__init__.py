"""Advice as data: rules that turn what organisations answered, and what is on record, into a next step."""
