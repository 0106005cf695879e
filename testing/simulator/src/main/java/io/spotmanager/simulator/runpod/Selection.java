package io.spotmanager.simulator.runpod;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A field that a GraphQL document asks for.
 *
 * @param arguments with variables filled in
 * @param fields what is wanted of its value; empty for a value without fields
 */
record Selection(String name, Map<String, JsonNode> arguments, List<Selection> fields) {}
