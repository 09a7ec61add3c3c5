"""Looking for partners: criteria, prospects, blind scores, coverage and waves."""
