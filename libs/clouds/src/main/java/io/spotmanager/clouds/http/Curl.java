package io.spotmanager.clouds.http;

import io.spotmanager.domain.call.CommandLine;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.RequestEntity;

/** Builds the {@code curl} command that repeats a request, from the request itself, so that the two cannot differ. */
public final class Curl {

    private Curl() {}

    /**
     * Returns the command with method, address and every sent header; the key is masked.
     *
     * @param body the body in the form in which it may be shown; empty for none
     * @param key masked in every header
     */
    public static String of(RequestEntity<?> request, String body, Secret key) {
        List<String> words = new ArrayList<>(List.of("curl", "-X", String.valueOf(request.getMethod())));
        BoundedHttp.complete(request)
                .getHeaders()
                .forEach((name, values) -> values.forEach(value -> {
                    words.add("-H");
                    words.add(name + ": " + value.replace(key.value(), Secret.MASK));
                }));
        words.add(request.getUrl().toString());
        if (!body.isEmpty()) {
            words.addAll(List.of("-d", body));
        }
        return CommandLine.of(words.toArray(String[]::new));
    }
}
