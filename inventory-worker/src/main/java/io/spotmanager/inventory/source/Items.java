package io.spotmanager.inventory.source;

import java.util.List;

/**
 * What one read of a source showed.
 *
 * @param gaps a sentence for each thing that could not be read; empty if all could
 */
record Items<T>(List<T> items, List<String> gaps) {
    static <T> Items<T> complete(List<T> items) {
        return new Items<>(items, List.of());
    }
}
