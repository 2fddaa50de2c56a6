"""Reported figures of campaigns."""
