package io.spotmanager.system.api;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What a newer description of the API breaks for a client of an older one. In a request the gateway may take more and demand less, in an
 * answer it may say more; the other way round a client fails. A value that is new in an enumeration of an answer breaks nobody, as clients
 * are told to expect it.
 */
final class ApiChanges {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
    private static final List<String> UPPER = List.of("maxLength", "maximum", "maxItems");
    private static final List<String> LOWER = List.of("minLength", "minimum", "minItems");

    private final JsonNode before;
    private final JsonNode after;
    private final Set<String> found = new TreeSet<>();

    private ApiChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** Returns a sentence for each change that breaks a client, in order. */
    static List<String> breaking(JsonNode before, JsonNode after) {
        var changes = new ApiChanges(before, after);
        before.path("paths")
                .propertyStream()
                .forEach(path -> METHODS.stream()
                        .filter(method -> path.getValue().has(method))
                        .forEach(method -> changes.operation(path.getKey(), method)));
        return List.copyOf(changes.found);
    }

    private void operation(String path, String method) {
        var where = "%s %s".formatted(method.toUpperCase(Locale.ROOT), path);
        var old = before.path("paths").path(path).path(method);
        var now = after.path("paths").path(path).path(method);
        if (now.isMissingNode()) {
            found.add(where + " is gone");
            return;
        }
        parameters(where, old.path("parameters"), now.path("parameters"));
        body(where, old.path("requestBody"), now.path("requestBody"));
        old.path("responses")
                .propertyStream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .forEach(answer -> {
                    var of = resolved(after, now.path("responses").path(answer.getKey()));
                    if (of.isMissingNode()) {
                        found.add("%s does not answer %s any more".formatted(where, answer.getKey()));
                        return;
                    }
                    contents(
                            where + " answer",
                            resolved(before, answer.getValue()).path("content"),
                            of.path("content"),
                            false);
                });
    }

    private void parameters(String where, JsonNode old, JsonNode now) {
        for (var parameter : old) {
            var name = name(parameter);
            var same = now.valueStream().filter(one -> name(one).equals(name)).findFirst();
            if (same.isEmpty()) {
                found.add("%s takes no %s any more".formatted(where, name));
            } else {
                demanded(where, name, parameter.path("required").asBoolean(false), same.get());
                schema(
                        "%s %s".formatted(where, name),
                        parameter.path("schema"),
                        same.get().path("schema"),
                        true);
            }
        }
        for (var parameter : now) {
            if (old.valueStream().noneMatch(one -> name(one).equals(name(parameter)))) {
                demanded(where, name(parameter), false, parameter);
            }
        }
    }

    private void demanded(String where, String name, boolean before, JsonNode parameter) {
        if (!before && parameter.path("required").asBoolean(false)) {
            found.add("%s demands %s".formatted(where, name));
        }
    }

    private static String name(JsonNode parameter) {
        return "%s %s"
                .formatted(
                        parameter.path("in").asString(""),
                        parameter.path("name").asString(""));
    }

    private void body(String where, JsonNode old, JsonNode now) {
        if (old.isMissingNode() && now.path("required").asBoolean(false)) {
            found.add(where + " demands a body");
        } else if (!old.isMissingNode()) {
            contents(where + " body", old.path("content"), now.path("content"), true);
        }
    }

    private void contents(String where, JsonNode old, JsonNode now, boolean isRequest) {
        old.propertyStream().forEach(type -> {
            var same = now.path(type.getKey());
            if (same.isMissingNode()) {
                found.add("%s is no %s any more".formatted(where, type.getKey()));
            } else {
                schema(where, type.getValue().path("schema"), same.path("schema"), isRequest);
            }
        });
    }

    private void schema(String where, JsonNode old, JsonNode now, boolean isRequest) {
        schema(where, old, now, isRequest, new HashSet<>());
    }

    private void schema(String where, JsonNode oldOne, JsonNode newOne, boolean isRequest, Set<String> seen) {
        if (oldOne.has("$ref")
                && !seen.add(
                        oldOne.path("$ref").asString("") + newOne.path("$ref").asString(""))) {
            return; // it contains itself
        }
        var old = resolved(before, oldOne);
        var now = resolved(after, newOne);
        var types = texts(old.path("type"));
        var newTypes = texts(now.path("type"));
        var narrower = isRequest ? newTypes : types;
        var wider = isRequest ? types : newTypes;
        if (!types.isEmpty() && !newTypes.isEmpty() && !narrower.containsAll(wider)) {
            found.add("%s was %s and is %s".formatted(where, types, newTypes));
        }
        if (isRequest) {
            limits(where, old, now);
        }
        members(where, old, now, isRequest, seen);
        if (old.has("items")) {
            schema(where + "[]", old.path("items"), now.path("items"), isRequest, new HashSet<>(seen));
        }
        if (old.path("additionalProperties").isObject() && now.has("additionalProperties")) {
            schema(
                    where + ".*",
                    old.path("additionalProperties"),
                    now.path("additionalProperties"),
                    isRequest,
                    new HashSet<>(seen));
        }
    }

    private void members(String where, JsonNode old, JsonNode now, boolean isRequest, Set<String> seen) {
        var required = texts(old.path("required"));
        var newRequired = texts(now.path("required"));
        old.path("properties").propertyStream().forEach(member -> {
            var name = member.getKey();
            var same = member(now, name);
            if (same.isMissingNode()) {
                found.add("%s has no %s any more".formatted(where, name));
                return;
            }
            if (!isRequest
                    && required.contains(name)
                    && !newRequired.contains(name)
                    && now.path("properties").has(name)) {
                found.add("%s may lack %s".formatted(where, name));
            }
            schema("%s.%s".formatted(where, name), member.getValue(), same, isRequest, new HashSet<>(seen));
        });
        if (isRequest) {
            newRequired.stream()
                    .filter(name -> !required.contains(name))
                    .forEach(name -> found.add("%s demands %s".formatted(where, name)));
        }
    }

    /** Also one that is described by a pattern of its name. */
    private static JsonNode member(JsonNode schema, String name) {
        return schema.path("properties").has(name)
                ? schema.path("properties").path(name)
                : schema.path("patternProperties")
                        .propertyStream()
                        .filter(pattern -> name.matches(pattern.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(schema.path("properties").path(name));
    }

    private void limits(String where, JsonNode old, JsonNode now) {
        var values = texts(old.path("enum"));
        var newValues = texts(now.path("enum"));
        if (!newValues.isEmpty() && !newValues.containsAll(values) || values.isEmpty() && !newValues.isEmpty()) {
            found.add("%s takes only %s".formatted(where, newValues));
        }
        UPPER.stream()
                .filter(limit -> now.has(limit))
                .filter(limit -> !old.has(limit)
                        || now.path(limit).asDouble() < old.path(limit).asDouble())
                .forEach(limit -> found.add("%s has a lower %s".formatted(where, limit)));
        LOWER.stream()
                .filter(limit -> now.has(limit))
                .filter(limit -> !old.has(limit)
                        || now.path(limit).asDouble() > old.path(limit).asDouble())
                .forEach(limit -> found.add("%s has a higher %s".formatted(where, limit)));
        if (now.has("pattern") && !now.path("pattern").equals(old.path("pattern"))) {
            found.add("%s has another pattern".formatted(where));
        }
    }

    private static JsonNode resolved(JsonNode api, JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asString("").substring(1)) : node;
    }

    private static Set<String> texts(JsonNode node) {
        var texts = new TreeSet<String>();
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.valueStream().filter(JsonNode::isString).forEach(one -> texts.add(one.asString()));
        return texts;
    }
}
