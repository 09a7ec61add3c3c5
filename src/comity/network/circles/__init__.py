"""Circles of peers across organisations: who belongs, what they write, when they meet, what they take further."""
