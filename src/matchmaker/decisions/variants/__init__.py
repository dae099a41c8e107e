"""Variants of a plan: others as good, its fairness, and its stability."""
