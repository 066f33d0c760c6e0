package io.example;

@Deprecated
public record OldEntry(String member, double score) {}
