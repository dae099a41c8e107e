"""Decisions around a plan: why, what else, what if, and again tomorrow."""
