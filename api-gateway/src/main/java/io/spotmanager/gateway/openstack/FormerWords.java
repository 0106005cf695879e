package io.spotmanager.gateway.openstack;

import io.spotmanager.gateway.problem.FieldProblem;
import org.jspecify.annotations.Nullable;

/** A value that may come under our word or under that of the former tool. */
final class FormerWords {
    private FormerWords() {}

    /**
     * @param ours the name of the field
     * @param message what the field must be
     * @return the one that was sent
     * @throws io.spotmanager.gateway.problem.ProblemException naming the field, if none was sent or two that differ
     */
    static String one(
            String ours, @Nullable String value, String former, @Nullable String formerValue, String message) {
        var one = value == null ? formerValue : value;
        if (one == null || one.isEmpty()) {
            throw FieldProblem.refusal(ours, message);
        }
        if (formerValue != null && !formerValue.equals(one)) {
            throw FieldProblem.refusal(former, "is the former word for %s: send one of the two".formatted(ours));
        }
        return one;
    }
}
