package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.openstack.ServerPage.Found;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Server;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one copy of what the servers of a list have in common. Nova repeats a flavor with all its extra specs in each of them, which is
 * most of their text. For one list, and for one thread at a time.
 */
final class SharedTexts {
    private final Map<Flavor, Flavor> flavors = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    Page<Found> share(Page<Found> page) {
        return new Page<>(page.items().stream().map(this::share).toList(), page.leftOut(), page.size(), page.next());
    }

    private Found share(Found found) {
        Server server = found.server();
        int own = server.id().length() + server.name().length();
        int first = news(server.flavor()) + news(server.status()) + news(server.host()) + news(server.projectId());
        return new Found(
                new Server(
                        server.id(),
                        server.name(),
                        one(texts, server.status()),
                        server.host() == null ? null : one(texts, server.host()),
                        one(texts, server.projectId()),
                        one(flavors, server.flavor()),
                        server.created()),
                found.flavorId(),
                found.hidesHost(),
                own + first);
    }

    /** Returns how many letters it has that no server before brought. */
    private int news(@Nullable Object value) {
        return switch (value) {
            case Flavor flavor
            when !flavors.containsKey(flavor) -> flavor.toString().length();
            case String text when !texts.containsKey(text) -> text.length();
            case null, default -> 0;
        };
    }

    private static <T> T one(Map<T, T> all, T value) {
        T first = all.putIfAbsent(value, value);
        return first == null ? value : first;
    }
}
