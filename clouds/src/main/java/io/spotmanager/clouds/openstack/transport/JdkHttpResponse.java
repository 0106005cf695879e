package io.spotmanager.clouds.openstack.transport;

import io.spotmanager.clouds.wire.WireFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.ExecutionOptions;
import org.openstack4j.core.transport.HttpEntityHandler;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/** A success, already read to its end, so that nothing is left to close. */
final class JdkHttpResponse implements HttpResponse {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    JdkHttpResponse(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
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
        try {
            T entity = ObjectMapperSingleton.getContext(type).readerFor(type).readValue(body);
            if (entity == null) {
                throw new WireFailure.Unusable("an empty answer with status " + status);
            }
            return entity;
        } catch (IOException e) {
            // Jackson's message quotes the body; only where it broke is worth telling.
            throw new WireFailure.Unusable("an answer with status " + status + " that is not the expected JSON ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public String getContentType() {
        return headers.firstValue("Content-Type").orElse("");
    }

    @Override
    public String getStatusMessage() {
        return Integer.toString(status);
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> firsts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.map().forEach((name, values) -> firsts.put(name, values.getFirst()));
        return firsts;
    }

    @Override
    public void close() {}
}
