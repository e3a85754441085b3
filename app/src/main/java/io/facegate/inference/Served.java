package io.facegate.inference;

/** A model, opened in one of the possible ways. */
record Served(Candidate on, Model model) {}
