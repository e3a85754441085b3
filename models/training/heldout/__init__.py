"""Labelled pictures that no net was trained on, for `make bench` to judge packs by."""
