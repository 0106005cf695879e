package io.spotmanager.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Compares a recorded body with a simulated one: keys, types and values, but for what differs from cloud to cloud. */
final class Likeness {

    private static final Map<String, String> MASKS = masks();

    private final boolean valuesToo;
    private final List<String> differences = new ArrayList<>();

    /** @param valuesToo false to compare keys and types only */
    Likeness(boolean valuesToo) {
        this.valuesToo = valuesToo;
    }

    List<String> differences(JsonNode recorded, JsonNode simulated) {
        compare("", recorded, simulated);
        return differences;
    }

    /** The text with ids, times, addresses and the like replaced by their kind. */
    static String masked(String text) {
        String masked = text;
        for (Map.Entry<String, String> mask : MASKS.entrySet()) {
            masked = masked.replaceAll(mask.getKey(), mask.getValue());
        }
        return masked;
    }

    private void compare(String at, JsonNode recorded, JsonNode simulated) {
        if (recorded.getNodeType() != simulated.getNodeType()) {
            differences.add(at + ": recorded " + recorded + ", simulated " + simulated);
        } else if (recorded.isObject()) {
            compareObjects(at, recorded, simulated);
        } else if (recorded.isArray()) {
            compareArrays(at, recorded, simulated);
        } else if (valuesToo && !sameValue(recorded, simulated)) {
            differences.add(at + ": recorded " + recorded + ", simulated " + simulated);
        }
    }

    private void compareObjects(String at, JsonNode recorded, JsonNode simulated) {
        Map<String, String> recordedKeys = keys(recorded);
        Map<String, String> simulatedKeys = keys(simulated);
        if (!recordedKeys.keySet().equals(simulatedKeys.keySet())) {
            differences.add(
                    at + ": recorded keys " + recordedKeys.keySet() + ", simulated keys " + simulatedKeys.keySet());
            return;
        }
        recordedKeys.forEach((masked, key) ->
                compare(at + "/" + key, recorded.path(key), simulated.path(String.valueOf(simulatedKeys.get(masked)))));
    }

    /** The keys by what is left of them when ids are masked; where several are ids only, each has a number. */
    private static Map<String, String> keys(JsonNode object) {
        Map<String, String> keys = new TreeMap<>();
        for (String key : object.propertyNames()) {
            String masked = masked(key);
            keys.put(keys.containsKey(masked) ? masked + keys.size() : masked, key);
        }
        return keys;
    }

    private void compareArrays(String at, JsonNode recorded, JsonNode simulated) {
        int size = recorded.size();
        int expected = size;
        // Long arrays were cut when they were recorded; a last element tells how long they had been.
        if (size > 0 && recorded.get(size - 1).asString("").endsWith(" elements in all")) {
            expected = Integer.parseInt(recorded.get(size - 1).asString("").replaceAll("\\D", ""));
            size--;
        }
        if (expected != simulated.size()) {
            differences.add(at + ": recorded " + expected + " elements, simulated " + simulated.size());
            return;
        }
        for (int i = 0; i < size; i++) {
            compare(at + "/" + i, recorded.get(i), simulated.get(i));
        }
    }

    private static boolean sameValue(JsonNode recorded, JsonNode simulated) {
        if (recorded.isNumber()) {
            return recorded.doubleValue() == simulated.doubleValue();
        }
        return recorded.isString()
                ? masked(recorded.stringValue()).equals(masked(simulated.stringValue()))
                : recorded.equals(simulated);
    }

    private static Map<String, String> masks() {
        Map<String, String> masks = new LinkedHashMap<>();
        masks.put("(?s)^Traceback.*", "<traceback>");
        masks.put("^req-[0-9a-z-]+$", "<request>");
        masks.put("http://127\\.0\\.0\\.1:\\d+(/network)?", "<base>");
        masks.put("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>");
        masks.put("\\b[0-9a-f]{56}\\b", "<host hash>");
        masks.put("\\b[0-9a-f]{32}\\b", "<hex id>");
        masks.put("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}", "<time in microseconds>");
        masks.put("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "<time in seconds>");
        masks.put("\\b10\\.\\d+\\.\\d+\\.\\d+\\b", "<address>");
        masks.put("^fa:16:3e(:[0-9a-f]{2}){3}$", "<mac>");
        masks.put("^r-[0-9a-z]{8}$", "<reservation>");

        return masks;
    }
}
