package io.spotmanager.clouds.hyperstack;

import java.util.List;
import java.util.function.Predicate;

/**
 * The rows of one page.
 *
 * @param rows those that could be read and are asked for
 * @param size how many rows the page has
 */
record PageRows<T>(List<T> rows, int size) {

    PageRows<T> only(Predicate<T> wanted) {
        return new PageRows<>(rows.stream().filter(wanted).toList(), size);
    }
}
