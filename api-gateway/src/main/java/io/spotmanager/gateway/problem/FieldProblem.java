package io.spotmanager.gateway.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ProblemDetail;

/** An error in one field, parameter or header of a request. */
public record FieldProblem(String field, String message) {
    static final String MEMBER = "errors";
    private static final int MOST_IN_A_SENTENCE = 4;

    /** @param message continues the sentence that begins with the field's name; without a full stop */
    public static ProblemException refusal(String field, String message) {
        return ProblemType.INVALID_REQUEST
                .because("Nothing was done. %s %s.".formatted(field, message))
                .with(MEMBER, List.of(new FieldProblem(field, message)));
    }

    /** As {@link #refusal}, for several fields with the same mistake. */
    public static ProblemException refusal(List<String> fields, String message) {
        return ProblemType.INVALID_REQUEST
                .because("Nothing was done. %s %s.".formatted(String.join(" and ", fields), message))
                .with(
                        MEMBER,
                        fields.stream()
                                .map(field -> new FieldProblem(field, message))
                                .toList());
    }

    /** As {@link #refusal}, for fields with a mistake each. */
    public static ProblemException refusals(List<FieldProblem> fields) {
        return fields.size() > MOST_IN_A_SENTENCE
                ? new ProblemException(named(fields))
                : ProblemType.INVALID_REQUEST
                        .because("Nothing was done. %s"
                                .formatted(fields.stream()
                                        .map(problem -> "%s %s.".formatted(problem.field(), problem.message()))
                                        .collect(Collectors.joining(" "))))
                        .with(MEMBER, List.copyOf(fields));
    }

    /** The fields that a refusal names; empty if it names none. */
    public static List<FieldProblem> of(ProblemException refusal) {
        var properties = refusal.getBody().getProperties();
        return properties != null && properties.get(MEMBER) instanceof List<?> fields
                ? fields.stream().map(FieldProblem.class::cast).toList()
                : List.of();
    }

    static ProblemDetail named(List<FieldProblem> fields) {
        var problem = ProblemType.INVALID_REQUEST.with(
                "Nothing was done. Correct the fields listed in errors and send the request again.");
        problem.setProperty(MEMBER, fields);
        return problem;
    }
}
