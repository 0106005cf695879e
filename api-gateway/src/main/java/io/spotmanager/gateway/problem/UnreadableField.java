package io.spotmanager.gateway.problem;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Names the field because of which a body could not be read. */
public final class UnreadableField {
    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate Object property \"(.*?)\"");

    private UnreadableField() {}

    /** @param cause Jackson's; null or another one if it is not known */
    public static FieldProblem of(@Nullable Throwable cause) {
        return switch (cause) {
            case StreamReadException twice
            when DUPLICATE.matcher(twice.getOriginalMessage()).find() ->
                new FieldProblem(twiceNamed(twice), "must be sent once");
            case UnrecognizedPropertyException unknown ->
                new FieldProblem(
                        unknown.getPropertyName(),
                        "is not a field of this request; known are " + unknown.getKnownPropertyIds());
            case InvalidFormatException wrong
            when isInField(wrong) ->
                new FieldProblem(
                        field(wrong),
                        "is '%s' and must be %s"
                                .formatted(wrong.getValue(), TypeDescriptions.of(wrong.getTargetType())));
            case MismatchedInputException wrong
            when isInField(wrong) ->
                new FieldProblem(field(wrong), "must be " + TypeDescriptions.of(wrong.getTargetType()));
            case InputCoercionException number
            when !number.getPath().isEmpty() -> new FieldProblem(field(number), "must be a smaller number");
            case null, default ->
                new FieldProblem("body", "must be a JSON object in UTF-8 with content type application/json");
        };
    }

    /** The name of the duplicate field, which Jackson has only in its message. */
    private static String twiceNamed(StreamReadException twice) {
        return DUPLICATE
                .matcher(twice.getOriginalMessage())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("body");
    }

    private static boolean isInField(DatabindException wrong) {
        return !wrong.getPath().isEmpty();
    }

    /** The innermost field with a name; items of a list have none. */
    private static String field(JacksonException wrong) {
        return wrong.getPath().reversed().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse("body");
    }
}
