/** The transition table of a workflow and the state machine that is configured by it. */
@NullMarked
package io.spotmanager.workflow.machine;

import org.jspecify.annotations.NullMarked;
