package io.spotmanager.gateway.problem;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Ends a request with a problem detail. */
public final class ProblemException extends ErrorResponseException {
    ProblemException(ProblemDetail problem) {
        super(HttpStatusCode.valueOf(problem.getStatus()), problem, null);
    }

    /** Adds an extension member, such as the id of the operation that holds the host. */
    public ProblemException with(String member, Object value) {
        getBody().setProperty(member, value);
        return this;
    }

    public ProblemException header(String name, String value) {
        getHeaders().set(name, value);
        return this;
    }
}
