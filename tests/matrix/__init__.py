"""Who may see what: every address, asked by every kind of person, against expectations written by hand."""
