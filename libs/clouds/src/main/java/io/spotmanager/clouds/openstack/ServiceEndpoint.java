package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * An endpoint of a token's catalog. Keystone stores any text as an address, and the catalog contains every service of
 * the cloud, so an address is checked only when it is used.
 *
 * @param type of the service, such as {@code compute}
 * @param name of the service; empty if it is not told
 * @param facing the interface: public, internal or admin if valid
 * @param url empty for none
 */
record ServiceEndpoint(String type, String name, String facing, String region, String regionId, String url) {

    /** Returns the well-formed endpoints; others are ignored. */
    static List<ServiceEndpoint> in(JsonNode catalog) {
        List<ServiceEndpoint> endpoints = new ArrayList<>();
        for (JsonNode service : catalog) {
            if (service.path("type").isTextual()) {
                for (JsonNode endpoint : service.path("endpoints")) {
                    endpoints.add(new ServiceEndpoint(
                            service.path("type").textValue(),
                            service.path("name").asText(""),
                            endpoint.path("interface").asText(""),
                            endpoint.path("region").asText(""),
                            endpoint.path("region_id").asText(""),
                            endpoint.path("url").asText("")));
                }
            }
        }
        return List.copyOf(endpoints);
    }

    boolean isHttp() {
        return isHttp(url);
    }

    /** True for an http or https address with a host. */
    static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Returns the address without slashes at its end. Uses no regular expression, because it runs once per call. */
    String address() {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }
}
