package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.compute.Flavor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One page of Nova's JSON list of flavors. */
record FlavorPage(
        @JsonProperty("flavors") @Nullable List<Entry> flavors,
        @JsonProperty("flavors_links") @Nullable List<Page.Link> links) {

    record Entry(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("extra_specs") @Nullable Map<String, @Nullable String> extraSpecs) {

        private Flavor checked() {
            if (name == null) {
                throw new WireFailure.Unusable("a flavor without its name");
            }
            return new Flavor(name, specs(extraSpecs));
        }
    }

    Page<Flavor> checked() {
        if (flavors == null) {
            throw new WireFailure.Unusable("a flavor list without flavors in it");
        }
        return Page.of(flavors.stream().map(Entry::checked).toList(), links);
    }

    /** Returns the specs that have a value. */
    static Map<String, String> specs(@Nullable Map<String, @Nullable String> given) {
        Map<String, String> specs = new HashMap<>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (value != null) {
                    specs.put(name, value);
                }
            });
        }
        return specs;
    }
}
