/** The freeze: a switch after which nothing new is begun. */
@NullMarked
package io.spotmanager.workflow.freeze;

import org.jspecify.annotations.NullMarked;
