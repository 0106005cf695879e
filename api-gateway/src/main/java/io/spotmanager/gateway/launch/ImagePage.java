package io.spotmanager.gateway.launch;

import io.spotmanager.gateway.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list by its number, as Hyperstack and the former tool count them. */
record ImagePage(long skipped, int size) {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final int LAST = 1_000_000;

    /**
     * @param page from 1; null for the first
     * @param perPage null for the usual size; the whole list if both are null
     */
    static ImagePage of(@Nullable Integer page, @Nullable Integer perPage) {
        if (page == null && perPage == null) {
            return new ImagePage(0, Integer.MAX_VALUE);
        }
        if (page != null && (page < 1 || page > LAST)) {
            throw FieldProblem.refusal("page", "must be from 1 to %d".formatted(LAST));
        }
        if (perPage != null && (perPage < 1 || perPage > MOST)) {
            throw FieldProblem.refusal("per_page", "must be from 1 to %d".formatted(MOST));
        }
        var size = perPage == null ? USUAL : perPage;
        return new ImagePage(page == null ? 0 : (page - 1L) * size, size);
    }

    <T> List<T> cut(List<T> all) {
        return all.stream().skip(skipped).limit(size).toList();
    }
}
