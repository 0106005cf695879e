/** Attaching a network to a server: a part of every launch, and an operation of its own. */
@NullMarked
package io.spotmanager.launch.network;

import org.jspecify.annotations.NullMarked;
