package io.spotmanager.gateway.openapi;

import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.function.Consumer;

/** What validation demands of a field, in the words of JSON Schema. */
final class Limits {
    private Limits() {}

    static void apply(Field field, Schema<?> schema) {
        of(field, Pattern.class, pattern -> schema.pattern("^" + pattern.regexp() + "$"));
        of(field, NotBlank.class, _ -> schema.minLength(1));
        of(field, Size.class, size -> {
            schema.maxLength(size.max());
            if (size.min() > 0) {
                schema.minLength(size.min());
            }
        });
        of(field, Positive.class, _ -> schema.minimum(BigDecimal.ONE));
        of(field, Min.class, least -> schema.minimum(BigDecimal.valueOf(least.value())));
        of(field, Max.class, most -> schema.maximum(BigDecimal.valueOf(most.value())));
    }

    private static <T extends Annotation> void of(Field field, Class<T> type, Consumer<T> limit) {
        var annotation = field.getAnnotation(type);
        if (annotation != null) {
            limit.accept(annotation);
        }
    }
}
