/** Operations: their rows, and the statements that create, claim and change them. */
@NullMarked
package io.spotmanager.workflow.operation;

import org.jspecify.annotations.NullMarked;
