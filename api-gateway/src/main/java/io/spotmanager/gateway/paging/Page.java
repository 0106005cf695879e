package io.spotmanager.gateway.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor the {@code cursor} of the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
