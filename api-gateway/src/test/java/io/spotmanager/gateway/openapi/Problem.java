package io.spotmanager.gateway.openapi;

import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.models.examples.Example;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** A kind of error answer. */
record Problem(String name, int status, String title) implements Comparable<Problem> {
    private static final String PREFIX = "urn:spot-manager:problem:";

    static Problem of(ProblemType type) {
        var problem = type.with("");
        var name = String.valueOf(problem.getType()).substring(PREFIX.length());
        return new Problem(name, problem.getStatus(), Objects.requireNonNull(problem.getTitle()));
    }

    static List<Problem> all() {
        return Arrays.stream(ProblemType.values()).map(Problem::of).sorted().toList();
    }

    String type() {
        return PREFIX + name;
    }

    Example example(Words words) {
        var value = new LinkedHashMap<String, Object>();
        value.put("type", type());
        value.put("title", title);
        value.put("status", status);
        value.put("detail", words.at("problem." + name).orElseThrow(() -> new AssertionError("no word for " + name)));
        return new Example().summary(title).value(value);
    }

    @Override
    public int compareTo(Problem other) {
        return status == other.status ? name.compareTo(other.name) : Integer.compare(status, other.status);
    }
}
