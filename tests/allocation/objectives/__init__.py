"""Objectives in order."""
