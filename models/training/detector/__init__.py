"""Trains the built-in face detector: a small net with YuNet's outputs."""
