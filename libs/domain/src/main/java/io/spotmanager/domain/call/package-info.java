/** The result of one call to an external system, and the rules for making it: what may have happened, how often one may call, when one may not. Knows no hosts and no VMs. */
@NullMarked
package io.spotmanager.domain.call;

import org.jspecify.annotations.NullMarked;
