package io.spotmanager.simulator.runpod;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A field that a GraphQL document selects.
 *
 * @param arguments with variables filled in
 * @param fields the selected fields of its value; empty for a scalar
 */
record Selection(String name, Map<String, JsonNode> arguments, List<Selection> fields) {}
