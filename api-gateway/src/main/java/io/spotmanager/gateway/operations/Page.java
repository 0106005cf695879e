package io.spotmanager.gateway.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, newest first.
 *
 * @param nextCursor send it as {@code cursor} for what comes after; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
