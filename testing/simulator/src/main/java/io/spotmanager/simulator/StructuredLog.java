package io.spotmanager.simulator;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Log lines as JSON in the Elastic Common Schema, as the product writes them. */
final class StructuredLog extends Formatter {
    private static final String VERSION = "8.11";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String service;

    StructuredLog(String service) {
        this.service = service;
    }

    /** Applies {@code LOGGING_STRUCTURED_FORMAT_CONSOLE}; returns true if log lines are JSON now. */
    static boolean asWantedBy(Map<String, String> environment, String service) {
        var wanted = "ecs".equals(environment.get("LOGGING_STRUCTURED_FORMAT_CONSOLE"));
        if (wanted) {
            Arrays.stream(Logger.getLogger("").getHandlers())
                    .forEach(handler -> handler.setFormatter(new StructuredLog(service)));
        }
        return wanted;
    }

    @Override
    public String format(LogRecord line) {
        var json = JSON.createObjectNode().put("@timestamp", line.getInstant().toString());
        json.putObject("log").put("level", level(line)).put("logger", line.getLoggerName());
        json.putObject("service").put("name", service);
        json.put("message", formatMessage(line));
        if (line.getThrown() != null) {
            describe(line.getThrown(), json.putObject("error"));
        }
        json.putObject("ecs").put("version", VERSION);
        return json + "\n";
    }

    private static void describe(Throwable thrown, ObjectNode error) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        error.put("type", thrown.getClass().getName())
                .put("message", thrown.getMessage())
                .put("stack_trace", trace.toString());
    }

    private static String level(LogRecord line) {
        return switch (line.getLevel().getName()) {
            case "SEVERE" -> "ERROR";
            case "WARNING" -> "WARN";
            case "INFO" -> "INFO";
            case String finer -> finer.startsWith("FINE") ? "DEBUG" : finer;
        };
    }
}
