"""Tests of decisions around a plan."""
