/** The durable row of an operation, and the statements that create, claim and change it. */
@NullMarked
package io.spotmanager.workflow.operation;

import org.jspecify.annotations.NullMarked;
