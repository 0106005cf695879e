/** Operations: the list, one with its history, and an operator's hands. */
@NullMarked
package io.spotmanager.gateway.operations;

import org.jspecify.annotations.NullMarked;
