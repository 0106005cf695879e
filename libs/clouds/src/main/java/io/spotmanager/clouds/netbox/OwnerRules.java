package io.spotmanager.clouds.netbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Determines the owner of a device: from a custom field of the device, else a rule for the tenant, else a rule for the
 * tenant's group, else the rule {@code *}, else the tenant's group itself.
 *
 * @param field the custom field; null for none
 * @param owners by tenant or group in lower case; {@code *} matches all
 */
record OwnerRules(@Nullable String field, Map<String, String> owners) {

    private static final String EVERYBODY = "*";

    OwnerRules {
        owners = Map.copyOf(owners);
    }

    /** @param rules each in the form {@code tenant or group=owner} */
    static OwnerRules of(@Nullable String field, List<String> rules) {
        Map<String, String> owners = new HashMap<>();
        rules.stream()
                .filter(OwnerRules::isRule)
                .map(rule -> rule.split("=", 2))
                .forEach(parts -> owners.put(Text.lower(parts[0].strip()), parts[1].strip()));
        return new OwnerRules(field, owners);
    }

    static boolean isRule(String text) {
        return text.matches("[^=]*[^=\\s][^=]*=.*\\S.*");
    }

    /** Returns the owner in the device's custom field; null if it is empty or no field is configured. */
    @Nullable
    String told(JsonNode customFields) {
        return field == null ? null : Text.of(customFields.path(field));
    }

    @Nullable
    String owner(@Nullable String told, @Nullable String tenant, @Nullable String group) {
        return Stream.of(told, rule(tenant), rule(group), rule(EVERYBODY), group)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    /** True if the owner depends on the tenant's group. */
    boolean needsGroup(@Nullable String told, @Nullable String tenant) {
        return told == null && rule(tenant) == null;
    }

    private @Nullable String rule(@Nullable String name) {
        return owners.get(Text.lower(name));
    }
}
