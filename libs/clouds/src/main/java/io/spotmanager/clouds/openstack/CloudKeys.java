package io.spotmanager.clouds.openstack;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the keys of a cloud, its profile and its region together (openstack/config/loader.py of openstacksdk 0.101). */
final class CloudKeys {

    private CloudKeys() {}

    /**
     * Lays the cloud over its profile, and its region over both.
     *
     * @param region the one that is wanted, if the cloud has it; null for its first
     */
    static Map<String, Object> resolved(
            String name, Map<String, Object> own, CloudsYaml files, @Nullable String region) {
        Map<String, Object> keys = new LinkedHashMap<>();
        Object profile = own.getOrDefault("profile", own.get("cloud"));
        if (profile != null) {
            Map<String, Object> given = files.profiles().get(profile.toString());
            if (given == null) {
                throw new InvalidConfigurationException("The profile '" + profile + "' of cloud " + name
                        + " is in no clouds-public.yaml, and the profiles that come with openstacksdk are not known here:"
                        + " write its auth_url and other keys into the cloud itself.");
            }
            overlay(keys, given);
        }
        overlay(keys, own);
        regions(name, own.containsKey("regions") || own.containsKey("region_name") ? own : keys, keys, region);
        return interfaces(keys);
    }

    /** As dict.update, but section by section in {@code auth}. */
    private static void overlay(Map<String, Object> under, Map<String, Object> over) {
        over.forEach((key, value) -> {
            Map<String, Object> auth = key.equals("auth") ? CloudsYaml.section(value) : null;
            Map<String, Object> before = CloudsYaml.section(under.get(key));
            if (auth != null && before != null) {
                before.putAll(auth);
                under.put(key, before);
            } else {
                under.put(key, value);
            }
        });
    }

    /** Of several regions the one that is wanted counts, or else the first, and its own values. */
    private static void regions(
            String name, Map<String, Object> from, Map<String, Object> keys, @Nullable String wanted) {
        Object regions = from.containsKey("regions") ? from.get("regions") : from.get("region_name");
        keys.remove("regions");
        List<?> all = switch (regions) {
            case null -> List.of();
            case List<?> list -> list;
            default -> List.of(regions.toString().split(",", -1));
        };
        Object first = all.stream()
                .filter(each -> nameOf(each).equals(wanted))
                .findFirst()
                .<Object>map(each -> each)
                .orElseGet(() -> all.isEmpty() ? null : all.getFirst());
        if (first == null) {
            return;
        }
        if (!(first instanceof Map<?, ?>)) {
            keys.put("region_name", first.toString());
            return;
        }
        Map<String, Object> region = CloudsYaml.section(first);
        if (region == null
                || !region.containsKey("name")
                || !Set.of("name", "values").containsAll(region.keySet())) {
            throw new InvalidConfigurationException("clouds." + name
                    + ".regions has an entry that is neither a name nor 'name'" + " with 'values': correct it.");
        }
        Map<String, Object> values = CloudsYaml.section(region.get("values"));
        if (values != null) {
            overlay(keys, values);
        }
        keys.put("region_name", String.valueOf(region.get("name")));
    }

    private static String nameOf(@Nullable Object region) {
        Map<String, Object> section = CloudsYaml.section(region);
        return String.valueOf(section == null ? region : section.get("name"));
    }

    /** Every {@code ..._endpoint_type} is an older name of {@code ..._interface}; the general one wins over it. */
    private static Map<String, Object> interfaces(Map<String, Object> keys) {
        Map<String, Object> renamed = new LinkedHashMap<>();
        keys.forEach((key, value) ->
                renamed.put(key.endsWith("endpoint_type") ? key.replace("endpoint_type", "interface") : key, value));
        Object general = keys.get("endpoint_type");
        if (general != null) {
            renamed.put("interface", general);
        }
        return renamed;
    }
}
