package io.spotmanager.workflow.operation;

import java.util.List;

/**
 * The actions that an operator may request in a state.
 *
 * @param actions names of the signals
 * @param actionEffects what these actions would do; empty if the workflow, or an earlier release, does not say
 */
public record OfferedActions(List<String> actions, List<ActionEffect> actionEffects) {}
