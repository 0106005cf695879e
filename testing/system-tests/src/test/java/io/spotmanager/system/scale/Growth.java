package io.spotmanager.system.scale;

import io.spotmanager.system.harness.StatementLog.Execution;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A statement in a short history and in a long one.
 *
 * @param tables those that grow with the history; what is read of others is not counted
 * @param little its executions in the short one
 * @param much its executions in the long one
 */
record Growth(String sql, Set<String> tables, List<Execution> little, List<Execution> much) {
    /** A connection that sends a statement for the first time also reads the catalogue, and what ended a moment ago is passed by. */
    private static final int NOISE = 64;

    /** Returns the statements that read any of these tables and were executed in both; those that grow most first. */
    static List<Growth> between(List<Execution> little, List<Execution> much, Set<String> tables) {
        var before = bySql(little);
        return bySql(much).entrySet().stream()
                .map(each -> new Growth(
                        each.getKey(), tables, before.getOrDefault(each.getKey(), List.of()), each.getValue()))
                .filter(growth -> !growth.little().isEmpty() && growth.reads(tables))
                .sorted(Comparator.comparingDouble(Growth::pageRatio).reversed())
                .toList();
    }

    private static Map<String, List<Execution>> bySql(List<Execution> executions) {
        return executions.stream().collect(Collectors.groupingBy(Execution::sql, TreeMap::new, Collectors.toList()));
    }

    double pageRatio() {
        return (pages() + 1) / (pagesBefore() + 1);
    }

    /** Returns the ratio of the medians. */
    double timeRatio() {
        return median(much) / median(little);
    }

    /** Returns how many pages the execution reads that reads most: the others may be those of questions with short answers. */
    double pages() {
        return highest(much, this::read);
    }

    double pagesBefore() {
        return highest(little, this::read);
    }

    double millis() {
        return median(much);
    }

    /** Returns the pages of those tables and their indexes, all its nodes together. */
    private double read(Execution one) {
        return one.nodes().stream()
                .filter(node -> tables.contains(node.path("Relation Name").asString("")))
                .filter(node -> node.path("Node Type").asString().endsWith("Scan"))
                .mapToLong(Execution::pages)
                .sum();
    }

    /** Returns true if it reads more the longer the history is. */
    boolean grows(double atMost) {
        var more = pages() - pagesBefore();
        return pages() > pagesBefore() * atMost && more > levels() + NOISE;
    }

    /** Returns how much more is read if every index has one level more. */
    private double levels() {
        return highest(much, Growth::descents);
    }

    private static double descents(Execution one) {
        return one.nodes().stream()
                .filter(node -> node.has("Index Name"))
                .mapToDouble(node -> node.path("Actual Loops").asDouble()
                        * node.path("Index Searches").asDouble(1))
                .sum();
    }

    /** Returns the tables that one of its plans reads from one end to the other, or until it has what it looks for and that is late. */
    List<String> readWhole() {
        return much.stream()
                .flatMap(one -> one.nodes().stream())
                .filter(node -> node.path("Node Type").asString().equals("Seq Scan") && Execution.pages(node) > NOISE)
                .map(node -> node.path("Relation Name").asString())
                .distinct()
                .toList();
    }

    /** Returns how the plan that read most comes to its rows. */
    String summary() {
        var most = much.stream().max(Comparator.comparingDouble(this::read)).orElseThrow();
        return most.nodes().stream().flatMap(Growth::access).distinct().collect(Collectors.joining(", "));
    }

    private static Stream<String> access(JsonNode node) {
        var type = node.path("Node Type").asString();
        return type.endsWith("Scan") && node.has("Index Name")
                ? Stream.of(type.replace(" Scan", "") + " "
                        + node.path("Index Name").asString())
                : type.equals("Seq Scan")
                        ? Stream.of("Seq " + node.path("Relation Name").asString())
                        : Stream.empty();
    }

    private static double highest(List<Execution> of, ToDoubleFunction<Execution> what) {
        return of.stream().mapToDouble(what).max().orElseThrow();
    }

    private static double median(List<Execution> of) {
        var sorted = of.stream().mapToDouble(Execution::millis).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Returns true if it reads any of these tables. */
    boolean reads(Set<String> tables) {
        return much.stream()
                .flatMap(one -> one.nodes().stream())
                .anyMatch(node -> tables.contains(node.path("Relation Name").asString("")));
    }
}
