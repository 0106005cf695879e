package io.spotmanager.clouds.netbox;

import io.spotmanager.clouds.http.BoundedHttp;
import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.clouds.http.ConnectionSettings;
import io.spotmanager.clouds.http.ResilientCall;
import io.spotmanager.clouds.http.ResponseJson;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CommandLine;
import io.spotmanager.domain.call.ExternalCall;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import tools.jackson.databind.JsonNode;

/** Client of NetBox's REST API from version 3.6 on; sends only GETs. */
final class NetboxClient {

    private static final Set<String> QUERY =
            Set.of("tag", "status", "limit", "offset", "ordering", "exclude", "non_field_errors", "__all__");

    private final NetboxSettings settings;
    private final BoundedHttp http;
    private final ResilientCall calls;
    private final CallRecorder recorder;

    private NetboxClient(NetboxSettings settings, BoundedHttp http, ResilientCall calls, CallRecorder recorder) {
        this.settings = settings;
        this.http = http;
        this.calls = calls;
        this.recorder = recorder;
    }

    static NetboxClient to(NetboxSettings settings) {
        return new NetboxClient(
                settings,
                BoundedHttp.over(new ConnectionSettings(settings.limits().connect())),
                new ResilientCall("NetBox", settings.limits(), InstantSource.system(), NetboxClient::isError),
                CallRecorder.NONE);
    }

    NetboxClient recordingTo(Consumer<ExternalCall> reader) {
        return new NetboxClient(settings, http, calls, recorder.and(reader));
    }

    /** @param path below {@code /api}, with its last slash; without it NetBox redirects */
    CloudResult<JsonNode> get(String path, String query) {
        String url = settings.url() + "/api" + path + "?" + query;
        return recorder.record(
                _ -> CommandLine.of(
                        "curl", "-H", "Authorization: " + settings.token().masked(), url),
                () -> explained(calls.idempotent(() -> json(url))));
    }

    private JsonNode json(String url) {
        RequestEntity<?> request = RequestEntity.method(HttpMethod.GET, URI.create(url))
                .accept(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.AUTHORIZATION, settings.token().header())
                .build();
        return ResponseJson.tree(
                http.success(request, settings.limits().read(), settings.token().secret())
                        .body());
    }

    /**
     * True for an error document of NetBox: Django REST framework has {@code {"detail": ...}}, and for a wrong filter
     * {@code {"status": ["Select a valid choice. ..."]}}, under the names of the query. A proxy in front of it answers in another form.
     */
    static boolean isError(JsonNode answer) {
        return answer.path("detail").isString()
                || answer.isObject()
                        && !answer.isEmpty()
                        && answer.properties().stream()
                                .allMatch(field -> QUERY.contains(field.getKey())
                                        && field.getValue().path(0).isString());
    }

    private static <T> CloudResult<T> explained(CloudResult<T> answer) {
        if (!(answer instanceof CloudResult.Rejected<T>(int status, String message))) {
            return answer;
        }
        return new CloudResult.Rejected<>(
                status,
                switch (status) {
                    // NetBox returns 403 where other services return 401.
                    case 401, 403 ->
                        "NetBox refuses the token or what it may see (" + message
                                + "): put a valid token that may view devices and tenants into NETBOX_TOKEN";
                    case 400 -> "NetBox refuses a filter (" + message + "): correct NETBOX_TAGS or NETBOX_STATUSES";
                    case 404 -> "there is no NetBox API at this address (" + message + "): correct NETBOX_URL";
                    default -> message;
                });
    }
}
