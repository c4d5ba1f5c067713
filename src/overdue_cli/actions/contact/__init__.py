"""Contacts written down, asked about beforehand, and what customers allow."""
