"""Which of five kinds of coalition fits, what choosing it sets up, and changing it later by decision."""
