/** The workflow descriptions that workers register. The gateway and the board use them. */
@NullMarked
package io.spotmanager.gateway.workflows;

import org.jspecify.annotations.NullMarked;
