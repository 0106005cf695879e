/** Operations: lists, details with history, and operator actions. */
@NullMarked
package io.spotmanager.gateway.operations;

import org.jspecify.annotations.NullMarked;
