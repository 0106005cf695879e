package io.spotmanager.gateway.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses a body that is not UTF-8. The reader of JSON guesses the encoding from the first bytes, and takes byte sequences that are
 * not allowed, so that a proxy and the gateway could read the same body differently.
 */
@RestControllerAdvice
class Utf8Bodies extends RequestBodyAdviceAdapter {
    /** @param body as it was sent */
    private record Checked(HttpHeaders headers, byte[] body) implements HttpInputMessage {
        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        var body = message.getBody().readAllBytes(); // MaxBodySizeFilter bounds it
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            if (text.chars().anyMatch(character -> character == 0)) { // which UTF-16 and UTF-32 have
                throw new HttpMessageNotReadableException("the body has a NUL character", message);
            }
        } catch (CharacterCodingException e) {
            throw new HttpMessageNotReadableException("the body is not UTF-8", e, message);
        }
        return new Checked(message.getHeaders(), body);
    }
}
