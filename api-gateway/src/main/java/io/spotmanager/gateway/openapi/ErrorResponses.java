package io.spotmanager.gateway.openapi;

import io.spotmanager.gateway.problem.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The errors of an endpoint, in addition to the errors of every endpoint: an invalid request, a missing login, a missing role,
 * too many commands, and an unavailable database.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ErrorResponses {
    ProblemType[] value();
}
