"""Tests of the variants of a plan."""
