package io.spotmanager.clouds.hyperstack;

import java.time.Duration;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change to be sent.
 *
 * @param told the body for the recorder
 * @param masking removes secrets from Hyperstack's messages
 * @param limit longest wait for the answer
 */
record PostRequest(String path, ObjectNode body, ObjectNode told, UnaryOperator<String> masking, Duration limit) {}
