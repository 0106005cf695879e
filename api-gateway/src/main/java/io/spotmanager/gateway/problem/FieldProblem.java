package io.spotmanager.gateway.problem;

import java.util.List;
import org.springframework.http.ProblemDetail;

/** What is wrong with one field, parameter or header of a request. */
public record FieldProblem(String field, String message) {
    private static final String MEMBER = "errors";

    /** @param message goes on from the field's name, without an end */
    public static ProblemException refusal(String field, String message) {
        return ProblemType.INVALID_REQUEST
                .because("Nothing was done. %s %s.".formatted(field, message))
                .with(MEMBER, List.of(new FieldProblem(field, message)));
    }

    static ProblemDetail named(List<FieldProblem> fields) {
        var problem = ProblemType.INVALID_REQUEST.with(
                "Nothing was done. Correct what is named in errors and send it again.");
        problem.setProperty(MEMBER, fields);
        return problem;
    }
}
