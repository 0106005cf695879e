/** The workflow kernel: it knows operations, steps and their order, and nothing of what the steps do. */
@NullMarked
package io.spotmanager.workflow;

import org.jspecify.annotations.NullMarked;
