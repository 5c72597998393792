"""Snapshot to view: plain functions, no Qt."""
