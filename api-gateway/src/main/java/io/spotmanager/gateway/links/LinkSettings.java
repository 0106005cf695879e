package io.spotmanager.gateway.links;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Templates of links by the name of the tool ({@code spot.links.*}); {@code SPOT_LINKS_GRAFANA_HOST} is one of the tool {@code grafana} for hosts.
 *
 * @param links by name
 */
@ConfigurationProperties("spot")
record LinkSettings(@DefaultValue Map<String, Tool> links) {
    /**
     * The templates of one tool; null where it has none.
     *
     * @param label what is shown; null for the name
     */
    record Tool(
            @Nullable String label,
            @Nullable String host,
            @Nullable String vm,
            @Nullable String operation,
            @Nullable String reason) {
        private @Nullable String at(LinkPlace place) {
            return switch (place) {
                case HOST -> host;
                case VM -> vm;
                case OPERATION -> operation;
                case REASON -> reason;
            };
        }
    }

    LinkSettings {
        links = new TreeMap<>(links);
        var wrong = new ArrayList<String>();
        links.forEach((name, tool) -> {
            for (var place : LinkPlace.values()) {
                var text = tool.at(place);
                var why = text == null || text.isBlank() ? null : LinkTemplate.wrong(place, text);
                if (why != null) {
                    wrong.add("SPOT_LINKS_%s_%s %s.".formatted(name.toUpperCase(Locale.ROOT), place, why));
                }
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", wrong));
        }
    }

    /** By name and place. */
    List<LinkView> all() {
        var all = new ArrayList<LinkView>();
        links.forEach((name, tool) -> {
            for (var place : LinkPlace.values()) {
                var text = tool.at(place);
                if (text != null && !text.isBlank()) {
                    all.add(new LinkView(name, tool.label() == null ? named(name) : tool.label(), place, text));
                }
            }
        });
        return List.copyOf(all);
    }

    private static String named(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
