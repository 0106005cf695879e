/** Asks the inventory worker what the clouds show: a gateway has no credentials for them. */
@NullMarked
package io.spotmanager.gateway.questions;

import org.jspecify.annotations.NullMarked;
