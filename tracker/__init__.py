"""Återrapport: a municipal committee's plan, followed up."""
