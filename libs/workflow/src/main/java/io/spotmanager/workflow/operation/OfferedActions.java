package io.spotmanager.workflow.operation;

import java.util.List;

/**
 * What an operator may ask for in a state.
 *
 * @param actions the signals an operator may send
 * @param actionEffects what those signals will do; empty where the workflow or an earlier release does not say
 */
public record OfferedActions(List<String> actions, List<ActionEffect> actionEffects) {}
