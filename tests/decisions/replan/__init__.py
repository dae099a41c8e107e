"""Tests of plans beside the one before, stand-ins and invitations."""
