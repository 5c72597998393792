"""Tests of the link's parts."""
