package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.compute.Flavor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of Nova's JSON list of flavors, or one flavor. A flavor without a readable name is left out. */
record FlavorPage(
        @JsonProperty("flavors") @JsonDeserialize(contentUsing = RowReader.class) @Nullable
        List<@Nullable Entry> flavors,

        @JsonProperty("flavor") @JsonDeserialize(using = RowReader.class) @Nullable
        Entry flavor,

        @JsonProperty("flavors_links") @Nullable JsonNode links) {

    /**
     * A flavor as it was read.
     *
     * @param idWithoutSpecs its id if the answer has no extra specs at all, which is so before microversion 2.61; null
     *     if it has them
     */
    record Found(Flavor flavor, @Nullable String idWithoutSpecs) {}

    record Entry(
            @JsonProperty("id") @Nullable JsonNode id,
            @JsonProperty("name") @Nullable JsonNode name,
            @JsonProperty("extra_specs") @Nullable JsonNode extraSpecs) {

        private Found checked() {
            String itsName = Field.text(name);
            if (itsName == null) {
                throw new Rows.Unreadable("without its name (id " + Rows.label(Field.text(id)) + ")");
            }
            return new Found(new Flavor(itsName, Field.texts(extraSpecs)), extraSpecs == null ? Field.text(id) : null);
        }
    }

    /** The answer of {@code /flavors/{id}/os-extra_specs}. */
    record Specs(@JsonProperty("extra_specs") @Nullable JsonNode extraSpecs) {
        JsonNode checked() {
            if (extraSpecs == null || !extraSpecs.isObject()) {
                throw new HttpFailure.MalformedResponse("an answer without the extra specs of a flavor");
            }
            return extraSpecs;
        }
    }

    Found one() {
        if (flavor == null) {
            throw new HttpFailure.MalformedResponse("an answer without the flavor");
        }
        return Rows.all(List.of(flavor), "a flavor", Entry::checked).items().getFirst();
    }

    Page<Found> checked() {
        return Page.of(Rows.of(flavors, "a flavor", Entry::checked), links);
    }
}
