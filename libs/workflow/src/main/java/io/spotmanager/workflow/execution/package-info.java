/** Claims an operation, executes its steps, and notices the workers that died. */
@NullMarked
package io.spotmanager.workflow.execution;

import org.jspecify.annotations.NullMarked;
