package io.spotmanager.gateway.problem;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is answered with a problem detail. */
public final class ProblemException extends ErrorResponseException {
    ProblemException(ProblemDetail problem) {
        super(HttpStatusCode.valueOf(problem.getStatus()), problem, null);
    }

    /** Adds a member of the problem's own, such as the id of the operation that stands in the way. */
    public ProblemException with(String member, Object value) {
        getBody().setProperty(member, value);
        return this;
    }

    public ProblemException header(String name, String value) {
        getHeaders().set(name, value);
        return this;
    }
}
