package io.spotmanager.domain.vm;

/** The change was accepted. It takes effect later; read to see when. */
public record Accepted() {}
