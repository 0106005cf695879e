/** Every refusal as a problem detail that names the field and the way out. */
@NullMarked
package io.spotmanager.gateway.problem;

import org.jspecify.annotations.NullMarked;
