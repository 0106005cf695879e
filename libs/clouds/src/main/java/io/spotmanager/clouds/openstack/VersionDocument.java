package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.spotmanager.clouds.http.HttpFailure;
import java.net.URI;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.openstack4j.core.transport.internal.HttpExecutor;

/**
 * What a service says about its versions at its root, or about one of them below it. Read as by keystoneauth
 * (keystoneauth1/discover.py of 5.0).
 */
record VersionDocument(
        @JsonProperty("versions") @Nullable JsonNode versions,
        @JsonProperty("version") @Nullable JsonNode version) {

    private static final int MULTIPLE_CHOICES = 300;
    private static final Set<String> USABLE = Set.of("CURRENT", "STABLE", "SUPPORTED", "DEPRECATED");
    private static final Pattern ID = Pattern.compile("v?(\\d{1,9})(?:\\.(\\d{1,9}))?");

    /**
     * @param url its address at the host of the document, without a slash at its end
     * @param newest its newest microversion, such as {@code 2.93}; empty if it has none
     */
    record Version(int major, int minor, String url, String newest) {}

    /**
     * Reads the document at a root. Keystone answers there with the status 300 (multiple choices).
     *
     * @param root without a slash at its end
     * @throws HttpFailure if there is none
     */
    static VersionDocument read(Config config, String root) {
        try {
            return HttpExecutor.create()
                    .execute(HttpRequest.builder(VersionDocument.class)
                            .endpoint(root)
                            .path("/")
                            .config(config)
                            .build())
                    .readEntity(VersionDocument.class);
        } catch (HttpFailure.ErrorResponse answer) {
            if (answer.status() != MULTIPLE_CHOICES) {
                throw answer;
            }
            try {
                VersionDocument document = ObjectMapperSingleton.getContext(VersionDocument.class)
                        .readValue(answer.document().orElseThrow(() -> answer).toString(), VersionDocument.class);
                return Optional.ofNullable(document).orElseThrow(() -> answer);
            } catch (JsonProcessingException _) {
                throw answer;
            }
        }
    }

    /**
     * Returns the newest usable version of that major number.
     *
     * @param at where the document was read; a document often names another host, which is not followed
     */
    Optional<Version> newest(int major, URI at) {
        return all().filter(
                        each -> USABLE.contains(each.path("status").asText("").toUpperCase(Locale.ROOT)))
                .flatMap(each -> read(each, at).stream())
                .filter(each -> each.major() == major)
                .max(Comparator.comparingInt(Version::minor));
    }

    private Stream<JsonNode> all() {
        JsonNode list = versions == null ? null : versions.has("values") ? versions.get("values") : versions;
        return list != null ? StreamSupport.stream(list.spliterator(), false) : Stream.ofNullable(version);
    }

    private static Optional<Version> read(JsonNode entry, URI at) {
        Matcher id = ID.matcher(entry.path("id").asText(""));
        if (!id.matches()) {
            return Optional.empty();
        }
        return StreamSupport.stream(entry.path("links").spliterator(), false)
                .filter(link -> "self".equalsIgnoreCase(link.path("rel").asText("")))
                .findFirst()
                .flatMap(link -> address(link.path("href").asText(""), at))
                .map(url -> new Version(
                        Integer.parseInt(id.group(1)),
                        id.group(2) == null ? 0 : Integer.parseInt(id.group(2)),
                        url,
                        entry.path("version").asText("")));
    }

    /** Of a link to another host only the version counts, below the address of the document. */
    private static Optional<String> address(String link, URI at) {
        String base = slash(at.getPath());
        try {
            URI linked = URI.create(at.getScheme() + "://" + at.getRawAuthority() + base)
                    .resolve(link);
            String path = at.getRawAuthority().equals(linked.getRawAuthority())
                    ? linked.getPath()
                    : base.endsWith("/" + last(link) + "/") ? base : base + last(link);
            return Optional.of(at.getScheme() + "://" + at.getRawAuthority() + path.replaceAll("/+$", ""));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String slash(@Nullable String path) {
        return path == null || path.isEmpty() ? "/" : path.endsWith("/") ? path : path + "/";
    }

    private static String last(String link) {
        String cut = link.replaceAll("/+$", "");
        return cut.substring(cut.lastIndexOf('/') + 1);
    }
}
