package io.spotmanager.gateway.media;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/**
 * The media ranges of a request's {@code Accept} headers (RFC 9110, 12.5.1). An invalid range, or a range with
 * a character set other than UTF-8, matches nothing. Parameters other than {@code q} and {@code charset} are not compared.
 *
 * @param any true if the request has no Accept header, which accepts every type
 */
record AcceptedTypes(boolean any, List<MediaType> ranges) {
    static AcceptedTypes of(Collection<String> headers) {
        return new AcceptedTypes(
                headers.stream().allMatch(String::isBlank),
                headers.stream()
                        .filter(header -> !header.isBlank())
                        .flatMap(header -> MimeTypeUtils.tokenize(header).stream())
                        .flatMap(range -> read(range).stream())
                        .toList());
    }

    private static Optional<MediaType> read(String range) {
        try {
            var type = MediaType.parseMediaType(range);
            var charset = type.getCharset();
            return Optional.of(type).filter(_ -> charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }

    boolean takes(Collection<MediaType> offered) {
        return any || offered.stream().anyMatch(this::takes);
    }

    /** The most specific range that includes the type decides, so that {@code q=0} excludes it from a wider one. */
    private boolean takes(MediaType offered) {
        return ranges.stream()
                .filter(range -> range.includes(offered))
                .max(Comparator.comparing(range -> Collections.frequency(
                        List.of(range.isWildcardType(), range.isWildcardSubtype()), Boolean.FALSE)))
                .filter(range -> range.getQualityValue() > 0)
                .isPresent();
    }
}
