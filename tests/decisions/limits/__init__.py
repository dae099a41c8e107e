"""Tests of limits: their prices, and changes re-solved."""
