/** Connects the providers that a launch needs, and renders the VM's cloud-init text. */
@NullMarked
package io.spotmanager.clouds.launch;

import org.jspecify.annotations.NullMarked;
