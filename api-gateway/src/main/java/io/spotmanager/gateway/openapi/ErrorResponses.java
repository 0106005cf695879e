package io.spotmanager.gateway.openapi;

import io.spotmanager.gateway.problem.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an endpoint may answer instead of what was asked for, beside what every endpoint may: a request that cannot be
 * understood, a missing login, a role that is too low, too many commands, and a database that is away.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ErrorResponses {
    ProblemType[] value();
}
