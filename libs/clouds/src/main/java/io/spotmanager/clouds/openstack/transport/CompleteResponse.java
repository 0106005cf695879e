package io.spotmanager.clouds.openstack.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.spotmanager.clouds.http.BoundedHttp;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.http.ResponseBody;
import io.spotmanager.clouds.http.ResponseJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.ExecutionOptions;
import org.openstack4j.core.transport.HttpEntityHandler;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.springframework.http.HttpHeaders;

/** A success whose body was read completely, so there is nothing to close. */
final class CompleteResponse implements HttpResponse {

    /** openstack4j's own factory has no limits. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ResponseJson.DEEPEST)
                    .maxStringLength(ResponseJson.LONGEST_TEXT)
                    .maxNameLength(ResponseJson.LONGEST_NAME)
                    .maxTokenCount(ResponseJson.mostTokens())
                    .build())
            .build();

    private final int status;
    private final HttpHeaders headers;
    private final ResponseBody body;

    CompleteResponse(BoundedHttp.Answer answer) {
        this.status = answer.status();
        this.headers = answer.headers();
        this.body = answer.body();
    }

    @Override
    @SuppressWarnings("NullAway") // openstack4j's own callers pass and accept null here
    public <T> T getEntity(Class<T> type) {
        return getEntity(type, null);
    }

    @Override
    @SuppressWarnings("NullAway")
    public <T> T getEntity(Class<T> type, @Nullable ExecutionOptions<T> options) {
        return HttpEntityHandler.handle(this, type, options);
    }

    @Override
    public <T> T readEntity(Class<T> type) {
        if (body.length() > 0) {
            ResponseJson.checkOneDocument(body);
        }
        try {
            ObjectReader reader = ObjectMapperSingleton.getContext(type).readerFor(type);
            T entity = body.read(bytes -> {
                try (JsonParser parser = JSON.createParser(bytes)) {
                    return reader.readValue(parser);
                }
            });
            if (entity == null) {
                throw new HttpFailure.MalformedResponse("an empty answer with status " + status);
            }
            return entity;
        } catch (StreamConstraintsException _) {
            throw HttpFailure.ResponseTooLarge.inside(body.length());
        } catch (IOException e) {
            // Jackson's message quotes the body, so only the position is reported.
            throw new HttpFailure.MalformedResponse("an answer with status " + status
                    + " that is not the expected JSON (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public String getContentType() {
        return Objects.requireNonNullElse(headers.getFirst(HttpHeaders.CONTENT_TYPE), "");
    }

    @Override
    public String getStatusMessage() {
        return Integer.toString(status);
    }

    @Override
    public InputStream getInputStream() {
        return body.stream();
    }

    @Override
    public @Nullable String header(String name) {
        return headers.getFirst(name);
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> firsts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> firsts.put(name, values.getFirst()));
        return firsts;
    }

    @Override
    public void close() {}
}
