package io.spotmanager.gateway.fleet;

import io.spotmanager.gateway.problem.FieldProblem;

/** How {@code GET /api/gpu-types} lists the types. */
enum GpuTypesForm {
    /** With their pools and numbers. */
    OBJECTS,
    /** Their names alone, as in the former tool. */
    NAMES;

    /** @throws io.spotmanager.gateway.problem.ProblemException for another word */
    static GpuTypesForm of(String word) {
        return switch (word) {
            case "objects" -> OBJECTS;
            case "names" -> NAMES;
            default -> throw FieldProblem.refusal("form", "is '%s' and must be objects or names".formatted(word));
        };
    }
}
