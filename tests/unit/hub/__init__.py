"""Tests of the hub's parts."""
